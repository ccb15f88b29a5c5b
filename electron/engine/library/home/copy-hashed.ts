import { createHash } from 'node:crypto';
import type { FileSystem } from '../durable-files.ts';
import { readPieces } from '../repair/walk.ts';

/** Copies a file so that a crash leaves none or the whole; durable but for its folder. Resolves with the SHA-256 of what was read. */
export async function copyHashed(fs: FileSystem, from: string, to: string, temporary: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await fs.rm(temporary, { force: true });
    const handle = await fs.open(temporary, 'wx');
    try {
      for await (const piece of readPieces(fs, from)) {
        hash.update(piece);
        await handle.writeFile(piece);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(temporary, to);
    return hash.digest('hex');
  } finally {
    await fs.rm(temporary, { force: true });
  }
}
