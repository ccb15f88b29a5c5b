import * as nodeFs from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { describeFile } from './describe-file.ts';
import { diskError } from './disk-error.ts';
import { absent, makeDirectory, writeDurably, type FileSystem } from './durable-files.ts';
import { hashFile } from './hash-file.ts';
import { PART_SUFFIX, TEMPORARY_SUFFIX, isExtension, isPartName, isSha256, layoutOf } from './layout.ts';
import { openPart, type Part } from './part.ts';
import { listAssetFiles, type AssetFile } from './list-files.ts';
import type { Sidecar } from './sidecar.ts';
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
  putThumbnail(sha256: string, webp: Uint8Array): Promise<void>;
  /** Path and size of a file; null when there is none or the hash is no hash. Without `extension` the asset is looked for. */
  open(kind: 'asset' | 'thumbnail', sha256: string, extension?: string): Promise<{ path: string; bytes: number } | null>;
  /** All bytes of an asset; null when there are none. For those that fit in memory. */
  read(sha256: string, extension: string): Promise<Uint8Array | null>;
  /** Deletes an asset with its sidecar and thumbnail. What is not there is fine. */
  remove(sha256: string, extension: string): Promise<void>;
  /** At start, before anything is open: deletes downloads that nobody will continue and what crashes left. */
  sweep(keep: (partName: string) => boolean): Promise<{ removed: number }>;
  /** Paths of what `sweep` would delete. */
  leftovers(keep: (partName: string) => boolean): Promise<string[]>;
  /** Everything that lies in the asset folders, a folder (256 of them) at a time. */
  list(): AsyncGenerator<AssetFile[]>;
  /** What a file's bytes say about themselves; every byte is read. */
  describe(path: string): Promise<StoredFile>;
  /** Moves something that is no part of the library into the workspace's folder `set-aside`. Returns where it is now. */
  setAside(path: string): Promise<string>;
  /** Whether outputs can be written at all: where not, it is no single file's fault. */
  writable(): Promise<boolean>;
  /** Hashes a file again from the disk. */
  hash(path: string): Promise<string>;
}

/** A thumbnail has at most 512 px on its long edge: no honest one comes near this. */
const MOST_THUMBNAIL_BYTES = 1 << 20;

export function createAssetFiles(workspace: string, fs: FileSystem = nodeFs): AssetFiles {
  const layout = layoutOf(workspace);
  const openParts = new Set<string>();
  let writes = 0;

  const write = async (path: string, data: Uint8Array | string, doing: string): Promise<void> => {
    try {
      const temporary = join(layout.parts, `${++writes}${TEMPORARY_SUFFIX}`);
      await fs.mkdir(layout.parts, { recursive: true });
      await makeDirectory(fs, dirname(path));
      await writeDurably(fs, path, data, { temporary });
    } catch (error) {
      throw diskError(doing, error);
    }
  };

  const assetPath = async (sha256: string, extension: string | undefined): Promise<string | null> => {
    if (extension !== undefined) return isExtension(extension) ? layout.asset(sha256, extension) : null;
    const names = (await fs.readdir(dirname(layout.asset(sha256, ''))).catch(absent)) ?? [];
    const found = names.map((name) => name.split('.')).find(([hash, ext]) => hash === sha256 && isExtension(ext ?? ''));
    return found?.[1] ? layout.asset(sha256, found[1]) : null;
  };

  const leftovers = async (keep: (partName: string) => boolean): Promise<string[]> => {
    const names = (await fs.readdir(layout.parts).catch(absent)) ?? [];
    return names
      .filter((name) => name.endsWith(TEMPORARY_SUFFIX) || (name.endsWith(PART_SUFFIX) && !keep(name.slice(0, -PART_SUFFIX.length))))
      .map((name) => join(layout.parts, name));
  };

  return {
    async part(name) {
      if (!isPartName(name)) throw new AppError('BAD_INPUT', 'That is no name of a download.');
      if (openParts.has(name)) throw new AppError('CONFLICT', 'This output is being downloaded already.');
      openParts.add(name);
      return openPart({ fs, layout, path: layout.part(name), onClose: () => openParts.delete(name) });
    },

    async writeSidecar(sha256, sidecar) {
      assertHash(sha256);
      await write(layout.sidecar(sha256), `${JSON.stringify(sidecar, null, 2)}\n`, 'write how an asset was made beside it');
    },

    async readSidecar(sha256) {
      return isSha256(sha256) ? fs.readFile(layout.sidecar(sha256), 'utf8').catch(absent) : null;
    },

    async putThumbnail(sha256, webp) {
      assertHash(sha256);
      assertThumbnail(webp);
      await write(layout.thumbnail(sha256), webp, 'write a thumbnail');
    },

    async open(kind, sha256, extension) {
      if (!isSha256(sha256)) return null;
      const path = kind === 'thumbnail' ? layout.thumbnail(sha256) : await assetPath(sha256, extension);
      const stat = path === null ? null : await fs.stat(path).catch(absent);
      return path !== null && stat?.isFile() ? { path, bytes: stat.size } : null;
    },

    async read(sha256, extension) {
      return isSha256(sha256) && isExtension(extension) ? fs.readFile(layout.asset(sha256, extension)).catch(absent) : null;
    },

    async remove(sha256, extension) {
      assertHash(sha256);
      if (!isExtension(extension)) throw new AppError('BAD_INPUT', 'That is no extension of an asset.');
      try {
        for (const path of [layout.asset(sha256, extension), layout.thumbnail(sha256), layout.sidecar(sha256)]) await fs.rm(path, { force: true });
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

    list: () => listAssetFiles(fs, layout),

    async writable() {
      try {
        const probe = join(layout.parts, `${++writes}${TEMPORARY_SUFFIX}`);
        await fs.mkdir(layout.parts, { recursive: true });
        await writeDurably(fs, probe, 'room?', { temporary: join(layout.parts, `${++writes}${TEMPORARY_SUFFIX}`) });
        await fs.rm(probe);
        // A folder: should it stay behind, it holds nothing.
        const folder = join(layout.assets, 'writable');
        await fs.mkdir(folder, { recursive: true });
        await fs.rm(folder, { recursive: true });
        return true;
      } catch {
        return false;
      }
    },

    hash: (path) => hashFile(fs, path),

    describe: (path) => describeFile(fs, path),

    async setAside(path) {
      try {
        await fs.mkdir(layout.aside, { recursive: true });
        const names = new Set(await fs.readdir(layout.aside));
        const wanted = basename(path);
        for (let number = 1; ; number++) {
          const name = number === 1 ? wanted : `${wanted}.${number}`;
          if (names.has(name)) continue;
          await fs.rename(path, join(layout.aside, name));
          return join(layout.aside, name);
        }
      } catch (error) {
        throw diskError('set a file aside', error);
      }
    },
  };
}

function assertHash(sha256: string): void {
  if (!isSha256(sha256)) throw new AppError('BAD_INPUT', 'That is no hash of an asset.');
}

/** `RIFF`, a length, `WEBP`: https://developers.google.com/speed/webp/docs/riff_container */
function assertThumbnail(webp: Uint8Array): void {
  const text = (from: number) => String.fromCharCode(...webp.subarray(from, from + 4));
  if (webp.length > MOST_THUMBNAIL_BYTES) throw new AppError('BAD_INPUT', 'The thumbnail is larger than 1 MB.', { bytes: webp.length });
  if (webp.length < 30 || text(0) !== 'RIFF' || text(8) !== 'WEBP') throw new AppError('BAD_INPUT', 'The thumbnail is no WebP image.');
}
