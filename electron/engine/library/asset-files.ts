import * as nodeFs from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { MediaKind } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { describeFile } from './describe-file.ts';
import { codeOf, diskError } from './disk-error.ts';
import { absent, makeDirectory, writeDurably, type FileSystem } from './durable-files.ts';
import { hashFile } from './hash-file.ts';
import { bring, type Lost } from './repair/bring.ts';
import { readPieces, walk, type Met } from './repair/walk.ts';
import { createHome, type LibraryHome } from './home/home.ts';
import { PART_SUFFIX, TEMPORARY_SUFFIX, isExtension, isPartName, isSha256 } from './layout.ts';
import { openPart, type Part } from './part.ts';
import { listAssetFiles, type AssetFile } from './list-files.ts';
import { sidecarText, type Sidecar } from './sidecar.ts';
import type { StoredFile } from './stored-file.ts';

/** The asset files, sidecars, thumbnails and unfinished downloads of a workspace. */
export interface AssetFiles {
  /** Opens or continues a download, named by `partName(attemptId, position)`. CONFLICT while the same one is open. */
  part(name: string): Promise<Part>;
  /** Durable when it resolves. An earlier one is replaced. */
  writeSidecar(sha256: string, sidecar: Sidecar): Promise<void>;
  /** The sidecar's text; null when there is none. */
  readSidecar(sha256: string): Promise<string | null>;
  /** Durable when it resolves. BAD_INPUT for anything but WebP of at most 1 MB. */
  putPicture(kind: PictureKind, sha256: string, webp: Uint8Array): Promise<void>;
  /** Path and size of a file; null when there is none or the hash is no hash. Without `extension` the asset is looked for. */
  open(kind: MediaKind, sha256: string, extension?: string): Promise<{ path: string; bytes: number } | null>;
  /** All bytes of an asset; null when there are none. For those that fit in memory. */
  read(sha256: string, extension: string): Promise<Uint8Array | null>;
  /** All bytes of a picture of an asset; null when there are none. `sha256` may be anything. */
  readPicture(kind: PictureKind, sha256: string): Promise<Uint8Array | null>;
  /** Deletes an asset with its sidecar and pictures. What is not there is fine. */
  remove(sha256: string, extension: string): Promise<void>;
  /** At start, before anything is open: deletes downloads that nobody will continue and what crashes left. */
  sweep(keep: (partName: string) => boolean): Promise<{ removed: number }>;
  /** Paths of what `sweep` would delete. */
  leftovers(keep: (partName: string) => boolean): Promise<string[]>;
  /** Everything that lies in the asset folders, a folder (256 of them) at a time. */
  list(): AsyncGenerator<AssetFile[]>;
  /** What a file's bytes say about themselves; every byte is read. */
  describe(path: string): Promise<StoredFile>;
  /** Moves something that is no part of the library into the workspace's folder `set-aside`. Returns where it is now; null: it was gone already. */
  setAside(path: string): Promise<string | null>;
  /** Whether outputs can be written at all: where not, it is no single file's fault. */
  writable(): Promise<boolean>;
  /** Hashes a file again from the disk. */
  hash(path: string): Promise<string>;
  /** Puts back an asset's bytes. False where these are others: then nothing changed. What lay there damaged is set aside. */
  bring(lost: Lost, bytes: AsyncIterable<Uint8Array>): Promise<boolean>;
  /** The same with a file's: copied, or moved where it lies in the library's own folders. */
  bringFile(lost: Lost, path: string): Promise<boolean>;
  /** Every file below a folder. */
  walk(folder: string): AsyncGenerator<Met>;
  /** Folders of this workspace in which lost bytes may lie under another name. */
  readonly own: readonly string[];
  /** Where they are. */
  readonly home: LibraryHome;
}

/** What a renderer made of an asset, to be shown for it. */
export type PictureKind = Exclude<MediaKind, 'asset'>;

/** A thumbnail has at most 512 px on its long edge: no honest one comes near this. */
const MOST_THUMBNAIL_BYTES = 1 << 20;

export function createAssetFiles(workspace: string, fs: FileSystem = nodeFs): AssetFiles {
  const home = createHome(workspace, fs);
  const { layout, write: writing } = home;
  const openParts = new Set<string>();
  let writes = 0;

  const temporaryIn = (folder: string): string => join(folder, `${++writes}${TEMPORARY_SUFFIX}`);

  const write = async (path: string, folder: string, data: Uint8Array | string, doing: string): Promise<void> => {
    try {
      await fs.mkdir(folder, { recursive: true });
      await makeDirectory(fs, dirname(path));
      await writeDurably(fs, path, data, { temporary: temporaryIn(folder) });
    } catch (error) {
      throw diskError(doing, error);
    }
  };

  const assetPath = async (sha256: string, extension: string | undefined): Promise<string | null> => {
    if (extension !== undefined) return isExtension(extension) ? layout().asset(sha256, extension) : null;
    const names = (await fs.readdir(dirname(layout().asset(sha256, ''))).catch(absent)) ?? [];
    const found = names.map((name) => name.split('.')).find(([hash, ext]) => hash === sha256 && isExtension(ext ?? ''));
    return found?.[1] ? layout().asset(sha256, found[1]) : null;
  };

  const setAside = async (path: string): Promise<string | null> => {
    try {
      if (!(await fs.lstat(path).catch(absent))) return null;
      const { aside } = layout();
      await fs.mkdir(aside, { recursive: true });
      const names = new Set(await fs.readdir(aside));
      const wanted = basename(path);
      for (let number = 1; ; number++) {
        const name = number === 1 ? wanted : `${wanted}.${number}`;
        if (names.has(name)) continue;
        await fs.rename(path, join(aside, name));
        return join(aside, name);
      }
    } catch (error) {
      throw diskError('set a file aside', error);
    }
  };

  const bringBack = async (lost: Lost, bytes: AsyncIterable<Uint8Array>): Promise<boolean> => {
    assertHash(lost.sha256);
    if (!isExtension(lost.extension)) throw new AppError('BAD_INPUT', 'That is no extension of an asset.');
    try {
      return await writing(lost.sha256, (at) => bring(lost, bytes, { fs, layout: at, temporary: temporaryIn(at.temporary), setAside }));
    } catch (error) {
      throw codeOf(error) === undefined ? error : diskError('put a file back', error);
    }
  };

  /** Moving what is a library's own leaves no second copy of it. */
  const isOwn = (path: string): boolean => [layout().assets, layout().aside].some((folder) => path.startsWith(join(folder, sep)));

  const leftovers = async (keep: (partName: string) => boolean): Promise<string[]> => {
    const { parts, temporary } = layout();
    const left = (name: string) => name.endsWith(TEMPORARY_SUFFIX) || (name.endsWith(PART_SUFFIX) && !keep(name.slice(0, -PART_SUFFIX.length)));
    const found: string[] = [];
    for (const folder of new Set([parts, temporary])) {
      const names = (await fs.readdir(folder).catch(absent)) ?? [];
      found.push(...names.filter(left).map((name) => join(folder, name)));
    }
    return found;
  };

  return {
    async part(name) {
      if (!isPartName(name)) throw new AppError('BAD_INPUT', 'That is no name of a download.');
      if (openParts.has(name)) throw new AppError('CONFLICT', 'This output is being downloaded already.');
      openParts.add(name);
      return openPart({ fs, home, path: layout().part(name), onClose: () => openParts.delete(name) });
    },

    async writeSidecar(sha256, sidecar) {
      assertHash(sha256);
      await writing(sha256, (at) => write(at.sidecar(sha256), at.temporary, sidecarText(sidecar), 'write how an asset was made beside it'));
    },

    async readSidecar(sha256) {
      return isSha256(sha256) ? fs.readFile(layout().sidecar(sha256), 'utf8').catch(absent) : null;
    },

    async putPicture(kind, sha256, webp) {
      assertHash(sha256);
      assertPicture(webp);
      await write(layout()[kind](sha256), layout().parts, webp, 'write a thumbnail');
    },

    async open(kind, sha256, extension) {
      if (!isSha256(sha256)) return null;
      const path = kind === 'asset' ? await assetPath(sha256, extension) : layout()[kind](sha256);
      const stat = path === null ? null : await fs.stat(path).catch(absent);
      return path !== null && stat?.isFile() ? { path, bytes: stat.size } : null;
    },

    async read(sha256, extension) {
      return isSha256(sha256) && isExtension(extension) ? fs.readFile(layout().asset(sha256, extension)).catch(absent) : null;
    },

    async readPicture(kind, sha256) {
      return isSha256(sha256) ? fs.readFile(layout()[kind](sha256)).catch(absent) : null;
    },

    async remove(sha256, extension) {
      assertHash(sha256);
      if (!isExtension(extension)) throw new AppError('BAD_INPUT', 'That is no extension of an asset.');
      try {
        await writing(sha256, async (at) => {
          for (const path of [at.asset(sha256, extension), at.thumbnail(sha256), at.tile(sha256), at.sidecar(sha256)]) await fs.rm(path, { force: true });
        });
      } catch (error) {
        throw diskError('delete an asset', error);
      }
    },

    async sweep(keep) {
      const gone = await leftovers(keep);
      for (const path of gone) await fs.rm(path, { force: true });
      return { removed: gone.length };
    },

    leftovers,

    async *list() {
      await home.assertHere();
      yield* listAssetFiles(fs, layout());
    },

    async writable() {
      try {
        await writing(null, async ({ temporary, assets }) => {
          const probe = temporaryIn(temporary);
          await fs.mkdir(temporary, { recursive: true });
          await writeDurably(fs, probe, 'room?', { temporary: temporaryIn(temporary) });
          await fs.rm(probe);
          // A folder: should it stay behind, it holds nothing.
          const folder = join(assets, 'writable');
          await fs.mkdir(folder, { recursive: true });
          await fs.rm(folder, { recursive: true });
        });
        return true;
      } catch {
        return false;
      }
    },

    hash: (path) => hashFile(fs, path),

    describe: (path) => describeFile(fs, path),

    setAside,

    bring: bringBack,

    async bringFile(lost, path) {
      const back = await bringBack(lost, readPieces(fs, path));
      if (back && isOwn(path)) await fs.rm(path, { force: true });
      return back;
    },

    walk: (folder) => walk(fs, folder),

    get own() {
      return [layout().assets, layout().aside, join(workspace, 'exports')];
    },

    home,
  };
}

function assertHash(sha256: string): void {
  if (!isSha256(sha256)) throw new AppError('BAD_INPUT', 'That is no hash of an asset.');
}

/** `RIFF`, a length, `WEBP`: https://developers.google.com/speed/webp/docs/riff_container */
function assertPicture(webp: Uint8Array): void {
  const text = (from: number) => String.fromCharCode(...webp.subarray(from, from + 4));
  if (webp.length > MOST_THUMBNAIL_BYTES) throw new AppError('BAD_INPUT', 'The thumbnail is larger than 1 MB.', { bytes: webp.length });
  if (webp.length < 30 || text(0) !== 'RIFF' || text(8) !== 'WEBP') throw new AppError('BAD_INPUT', 'The thumbnail is no WebP image.');
}
