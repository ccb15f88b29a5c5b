import { AppError } from '../../../shared/errors.ts';
import { codeOf, isDiskFull } from '../library/disk-error.ts';

const READ_ONLY = /^(EROFS$|SQLITE_READONLY)/;
const DENIED = /^(EACCES$|EPERM$|SQLITE_CANTOPEN|SQLITE_PERM|SQLITE_AUTH)/;
const BROKEN_DISK = /^SQLITE_IOERR/;

/** Why a workspace can't be opened, where the disk is the reason: DISK. It says nothing of the database itself, so none is put back for it. Others pass as they are. */
export function storeError(error: unknown): unknown {
  const code = codeOf(error) ?? '';
  const disk = (why: string) => new AppError('DISK', `${why} Nothing was sent and nothing was changed. (${code})`, { code }, error);
  if (error instanceof AppError) return error;
  if (isDiskFull(error)) return disk('The workspace cannot be opened: its disk is full. Make room and start again.');
  if (READ_ONLY.test(code)) return disk('The workspace cannot be opened: it can only be read. Make its disk writable, or open another workspace.');
  if (DENIED.test(code)) return disk('The workspace cannot be opened: you have no permission to write there. Mend its permissions, or open another workspace.');
  if (BROKEN_DISK.test(code)) return disk('The workspace cannot be opened: its disk does not read or write. Check the disk and start again.');
  return error;
}
