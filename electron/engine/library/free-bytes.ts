import { statfs } from 'node:fs/promises';

/** Room on a folder's disk that programs of this user may fill. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
