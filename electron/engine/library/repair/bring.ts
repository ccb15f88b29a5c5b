import { dirname } from 'node:path';
import { absent, makeDirectory, syncDirectory, type FileSystem } from '../durable-files.ts';
import type { Layout } from '../layout.ts';
import { writeHashed } from '../write-hashed.ts';

/** An asset whose bytes are to be put back. */
export interface Lost {
  sha256: string;
  extension: string;
  bytes: number;
}

export interface BringOptions {
  fs: FileSystem;
  layout: Layout;
  /** A name on the library's disk that nobody else writes to. */
  temporary: string;
  /** Takes away, without deleting it, what lies where the bytes belong. */
  setAside(path: string): Promise<unknown>;
}

/**
 * Writes an asset's bytes to their place, hashed on the way: a crash leaves what was there, or the whole. False where these are not its bytes;
 * then nothing is changed. Damaged bytes in that place are set aside.
 */
export async function bring(lost: Lost, source: AsyncIterable<Uint8Array>, { fs, layout, temporary, setAside }: BringOptions): Promise<boolean> {
  try {
    if (!(await written(fs, temporary, lost, source))) return false;
    const target = layout.asset(lost.sha256, lost.extension);
    await makeDirectory(fs, dirname(target));
    if (await fs.lstat(target).catch(absent)) await setAside(target);
    await fs.rename(temporary, target);
    await syncDirectory(fs, dirname(target));
    return true;
  } finally {
    await fs.rm(temporary, { force: true });
  }
}

/** More than the asset has is not read: whoever sends it may send without end. */
async function written(fs: FileSystem, path: string, { sha256, bytes }: Lost, source: AsyncIterable<Uint8Array>): Promise<boolean> {
  await makeDirectory(fs, dirname(path));
  const got = await writeHashed(fs, path, source, bytes);
  return got?.bytes === bytes && got.sha256 === sha256;
}
