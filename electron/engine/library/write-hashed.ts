import { createHash } from 'node:crypto';
import type { FileSystem } from './durable-files.ts';

export interface Written {
  /** In lower-case hex. */
  sha256: string;
  bytes: number;
}

/** Writes a new file from pieces, hashed on the way, and flushes it. Null when they are more than `most` bytes: what comes after is not read. */
export async function writeHashed(fs: FileSystem, path: string, pieces: AsyncIterable<Uint8Array>): Promise<Written>;
export async function writeHashed(fs: FileSystem, path: string, pieces: AsyncIterable<Uint8Array>, most: number): Promise<Written | null>;
export async function writeHashed(fs: FileSystem, path: string, pieces: AsyncIterable<Uint8Array>, most = Infinity): Promise<Written | null> {
  const [handle, hash] = [await fs.open(path, 'wx'), createHash('sha256')];
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > most) return null;
      hash.update(piece);
      await handle.writeFile(piece);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}
