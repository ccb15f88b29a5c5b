import { imageSize } from './image-size.ts';
import type { FileSystem } from './durable-files.ts';
import { hashFile } from './hash-file.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import type { StoredFile } from './stored-file.ts';

/** What a file's bytes say about themselves; every byte is read. Rejects where it cannot be read. */
export async function describeFile(fs: FileSystem, path: string): Promise<StoredFile> {
  const sha256 = await hashFile(fs, path);
  const handle = await fs.open(path, 'r');
  try {
    const read = async (position: number, length: number) => {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await handle.read(buffer, 0, length, position);
      return buffer.subarray(0, bytesRead);
    };
    const type = await sniff(await read(0, SNIFF_BYTES));
    const size = await imageSize(type.mime, read);
    return { sha256, bytes: (await handle.stat()).size, ...type, width: size?.width ?? null, height: size?.height ?? null };
  } finally {
    await handle.close();
  }
}
