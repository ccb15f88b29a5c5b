import type { Store } from '../../store/open.ts';
import type { AssetFiles } from '../asset-files.ts';
import type { Lost } from './bring.ts';

export interface FindOptions {
  files: AssetFiles;
  signal?: AbortSignal | undefined;
  /** Called after each file that was looked at. */
  onLooked?(looked: number): void;
}

/**
 * Looks for lost bytes in folders, by size and then by hash, whatever the files are called, and puts what it finds back: files of the library's
 * own folders are moved to their place, others copied. Resolves with the hashes that are back.
 */
export async function findLost(lost: readonly Lost[], folders: readonly string[], { files, signal, onLooked }: FindOptions): Promise<string[]> {
  const wanted = new Map(lost.map((one) => [one.sha256, one]));
  const sizes = new Set(lost.map(({ bytes }) => bytes));
  const found: string[] = [];
  let looked = 0;
  for (const folder of folders) {
    for await (const { path, bytes } of files.walk(folder)) {
      if (wanted.size === 0) return found;
      signal?.throwIfAborted();
      onLooked?.(++looked);
      if (!sizes.has(bytes)) continue;
      const sha256 = await files.hash(path).catch(() => '');
      const one = wanted.get(sha256);
      if (!one || one.bytes !== bytes || !(await files.bringFile(one, path))) continue;
      wanted.delete(sha256);
      found.push(sha256);
    }
  }
  return found;
}

/** The assets of these hashes, each once; hashes the library does not have are left out. */
export function lostByHash(db: Store, hashes: Iterable<string>): Lost[] {
  const row = db.prepare<[string], Lost>('SELECT sha256, extension, bytes FROM asset WHERE sha256 = ?');
  return [...new Set(hashes)].flatMap((sha256) => row.get(sha256) ?? []);
}

const PAGE = 1_000;

/** Assets whose file is not there, or has another length. */
export async function lostOf(db: Store, files: AssetFiles, signal?: AbortSignal): Promise<Lost[]> {
  const next = db.prepare<[string, number], Lost>('SELECT sha256, extension, bytes FROM asset WHERE sha256 > ? ORDER BY sha256 LIMIT ?');
  const lost: Lost[] = [];
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: Lost[] = next.all(after, PAGE);
    for (const row of rows) {
      signal?.throwIfAborted();
      if ((await files.open('asset', row.sha256, row.extension))?.bytes !== row.bytes) lost.push(row);
    }
    after = rows.at(-1)?.sha256;
  }
  return lost;
}
