import { join } from 'node:path';
import type { FileSystem } from '../durable-files.ts';

/** A file that was met on the way. */
export interface Met {
  path: string;
  bytes: number;
}

/** Folders deeper than this are not looked into. */
const DEEPEST = 32;

/** Every file below a folder, in the order of names. Links are not followed, and what cannot be read is passed over. */
export async function* walk(fs: FileSystem, folder: string, depth = 0): AsyncGenerator<Met> {
  const names = await fs.readdir(folder).catch(() => [] as string[]);
  for (const name of names.toSorted()) {
    const path = join(folder, name);
    const stat = await fs.lstat(path).catch(() => null);
    if (stat?.isFile()) yield { path, bytes: stat.size };
    else if (stat?.isDirectory() && depth < DEEPEST) yield* walk(fs, path, depth + 1);
  }
}

const READ_BYTES = 1 << 20;

/** A file's bytes, in pieces. */
export async function* readPieces(fs: FileSystem, path: string): AsyncGenerator<Uint8Array> {
  const handle = await fs.open(path, 'r');
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafe(READ_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
