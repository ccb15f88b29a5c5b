import type { FileSystem } from '../durable-files.ts';
import { readPieces } from '../repair/walk.ts';
import { writeHashed } from '../write-hashed.ts';

/** Copies a file so that a crash leaves none or the whole; durable but for its folder. Resolves with the SHA-256 of what was read. */
export async function copyHashed(fs: FileSystem, from: string, to: string, temporary: string): Promise<string> {
  try {
    await fs.rm(temporary, { force: true });
    const written = await writeHashed(fs, temporary, readPieces(fs, from));
    await fs.rename(temporary, to);
    return written.sha256;
  } finally {
    await fs.rm(temporary, { force: true });
  }
}
