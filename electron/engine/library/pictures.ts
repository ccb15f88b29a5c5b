import type { MediaFile } from '../engine-types.ts';
import type { AssetFiles, PictureKind } from './asset-files.ts';

/** Tiles that wait to be made, at most: those looked at last are made first. */
const MOST_WANTED = 500;

/**
 * Pictures of assets as a renderer made them. A tile that is not there (it is older than tiles are, or was lost) is made when it is looked at;
 * until then the thumbnail stands for it.
 */
export interface Pictures {
  /** Null where there is none. `sha256` may be anything. */
  open(kind: PictureKind, sha256: string): Promise<MediaFile | null>;
  /** Its own bytes; null where there are none, or those of another stand in for them. `sha256` may be anything. */
  read(kind: PictureKind, sha256: string): Promise<Uint8Array | null>;
  /** Hashes of tiles that were looked at and are not there, the latest first. */
  tilesWanted(limit: number): string[];
  /** Null: the thumbnail is small enough, or no tile can be made of it; it stands for the tile for good. */
  putTile(sha256: string, webp: Uint8Array | null): Promise<void>;
}

/** `onWanted` is called when a tile is wanted that was not. */
export function createPictures(files: Pick<AssetFiles, 'open' | 'readPicture' | 'putPicture'>, onWanted: () => void): Pictures {
  const wanted = new Set<string>();
  const none = new Set<string>();

  async function picture(kind: PictureKind, sha256: string): Promise<MediaFile | null> {
    const file = await files.open(kind, sha256);
    return file && { ...file, mime: 'image/webp' };
  }

  function want(sha256: string): void {
    wanted.delete(sha256);
    wanted.add(sha256);
    const longest = wanted.values().next().value;
    if (wanted.size > MOST_WANTED && longest !== undefined) wanted.delete(longest);
    onWanted();
  }

  return {
    async open(kind, sha256) {
      const file = await picture(kind, sha256);
      if (file || kind === 'thumbnail') return file;
      const thumbnail = await picture('thumbnail', sha256);
      if (!thumbnail || none.has(sha256)) return thumbnail;
      want(sha256);
      return { ...thumbnail, standIn: true };
    },

    async read(kind, sha256) {
      const own = await files.readPicture(kind, sha256);
      return own ?? (kind === 'tile' && none.has(sha256) ? files.readPicture('thumbnail', sha256) : null);
    },

    tilesWanted: (limit) => [...wanted].toReversed().slice(0, limit),

    async putTile(sha256, webp) {
      if (webp) await files.putPicture('tile', sha256, webp);
      else none.add(sha256);
      wanted.delete(sha256);
    },
  };
}
