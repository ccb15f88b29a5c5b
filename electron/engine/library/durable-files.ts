import type * as nodeFs from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from './disk-error.ts';

/** What the library and the vault use of `node:fs/promises`; tests pass one that fails on purpose. */
export type FileSystem = Pick<
  typeof nodeFs,
  'copyFile' | 'link' | 'lstat' | 'mkdir' | 'open' | 'readFile' | 'readdir' | 'rename' | 'rm' | 'rmdir' | 'stat' | 'unlink'
>;
export type FileHandle = nodeFs.FileHandle;

/** Where directories can't be opened or synced (Windows, some network disks), the rename has to be enough. */
const NO_DIRECTORY_SYNC = new Set(['EPERM', 'EACCES', 'EISDIR', 'EINVAL', 'ENOTSUP', 'EBADF']);

/** Makes renames and new names in a directory survive a power cut, where the system offers that. */
export async function syncDirectory(fs: FileSystem, directory: string): Promise<void> {
  try {
    const handle = await fs.open(directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!NO_DIRECTORY_SYNC.has(codeOf(error) ?? '')) throw error;
  }
}

/** Makes a directory with its parents; those that are new survive a power cut. */
export async function makeDirectory(fs: FileSystem, directory: string): Promise<void> {
  const first = await fs.mkdir(directory, { recursive: true });
  for (let at = directory; first !== undefined && at.length >= first.length; at = dirname(at)) await syncDirectory(fs, dirname(at));
}

/** Writes a file's whole content and flushes it; its name is for `syncDirectory`. `flags`: `wx` where nothing may be there, `w` where it is replaced. */
export async function writeFlushed(fs: FileSystem, path: string, data: Uint8Array | string, flags: 'w' | 'wx', mode = 0o666): Promise<void> {
  const handle = await fs.open(path, flags, mode);
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export interface DurableWrite {
  /** A name on the same disk that nobody else writes to; gone afterwards, whatever happens. */
  temporary: string;
  mode?: number;
}

/** Writes a whole file so that a crash leaves the old one or the new one: temporary file, fsync, rename, fsync of the directory. */
export async function writeDurably(fs: FileSystem, path: string, data: Uint8Array | string, { temporary, mode = 0o666 }: DurableWrite): Promise<void> {
  try {
    await fs.rm(temporary, { force: true });
    await writeFlushed(fs, temporary, data, 'wx', mode);
    await fs.rename(temporary, path);
  } catch (error) {
    await fs.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncDirectory(fs, dirname(path));
}

/** For `.catch`: null where the file or folder is not there; any other error is thrown again. */
export function absent(error: unknown): null {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw error;
}
