import { createHash, type Hash } from 'node:crypto';
import type { FileHandle, FileSystem } from './durable-files.ts';

const READ_BYTES = 1 << 20;

/** Feeds a whole open file to a hash, in bounded memory. Returns its length in bytes. */
export async function hashInto(hash: Hash, handle: FileHandle): Promise<number> {
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, position);
    if (bytesRead === 0) return position;
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}

/** SHA-256 of a file, in lower-case hex. */
export async function hashFile(fs: FileSystem, path: string): Promise<string> {
  const handle = await fs.open(path, 'r');
  try {
    const hash = createHash('sha256');
    await hashInto(hash, handle);
    return hash.digest('hex');
  } finally {
    await handle.close();
  }
}
