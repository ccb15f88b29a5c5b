import { AppError } from '../../../shared/errors.ts';

/** Codes of a full disk: the file system's, a quota's, SQLite's. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** True when the error, or one it was caused by, says that there is no room left. */
export function isDiskFull(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (FULL.has(codeOf(at) ?? '')) return true;
  return false;
}

/** How SQLite says that the disk would not: it is read-only, not ours to write, or broken. */
const SQLITE_REFUSED = /^SQLITE_(IOERR|READONLY|CANTOPEN|PERM)/;

/** What the disk has to do with an error: it is full, or refuses for another reason; null: nothing. */
export function diskTrouble(error: unknown): 'full' | 'refused' | null {
  if (isDiskFull(error)) return 'full';
  for (let at = error; at instanceof Error; at = at.cause) if (codeOf(at) === 'DISK' || SQLITE_REFUSED.test(codeOf(at) ?? '')) return 'refused';
  return null;
}

/** The system's code of an error (`ENOENT`), where it has one. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** A failure of the file system as an error fit to show; `doing` completes "… could not …". AppErrors pass unchanged. */
export function diskError(doing: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const code = codeOf(cause) ?? 'unknown';
  const next = isDiskFull(cause) ? 'The disk is full: make room, and it goes on by itself.' : 'Check the disk and its permissions.';
  return new AppError('DISK', `The library could not ${doing}. Nothing was charged because of it. ${next} (${code})`, { code }, cause);
}
