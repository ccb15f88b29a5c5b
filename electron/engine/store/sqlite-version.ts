import { AppError } from '../../../shared/errors.ts';
import type { Store } from './open.ts';

/** Older ones lose commits where a checkpoint races a writer (the WAL-reset bug, performance.md section 3). */
const LEAST = [3, 51, 3] as const;

/** Throws INTERNAL where the SQLite that came with this build is one that may damage a workspace. */
export function refuseOldSqlite(store: Store): void {
  const version = store.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  if (isSafe(version)) return;
  throw new AppError(
    'INTERNAL',
    `This build carries SQLite ${version}, which can damage a workspace; ${LEAST.join('.')} or later is needed. Nothing was opened, nothing was changed. Install the companion again.`,
    { version },
  );
}

/** Pure. What is no version is not safe. */
export function isSafe(version: string): boolean {
  const parts = version.split('.').map(Number);
  const at = LEAST.findIndex((least, index) => parts[index] !== least);
  return at < 0 || (parts[at] ?? 0) > LEAST[at]!;
}
