import { AppError } from '../../../shared/errors.ts';
import { codeOf, isDiskFull } from '../library/disk-error.ts';

const READ_ONLY = /^(EROFS$|SQLITE_READONLY)/;
const DENIED = /^(EACCES$|EPERM$|SQLITE_CANTOPEN|SQLITE_PERM|SQLITE_AUTH)/;
const BROKEN_DISK = /^SQLITE_IOERR/;

/** What came to nothing, and what a person does when the disk lets them again. */
interface Undone {
  what: string;
  again: string;
}

const OPENING: Undone = { what: 'The workspace cannot be opened', again: 'start again' };
const CALL: Undone = { what: 'The workspace could not take that in', again: 'try again' };

/** Why a workspace can't be opened, where the disk is the reason: DISK. It says nothing of the database itself, so none is put back for it. Others pass as they are. */
export const storeError = (error: unknown): unknown => diskError(error, OPENING);

/** The same of a call that came to nothing. */
export const callError = (error: unknown): unknown => diskError(error, CALL);

function diskError(error: unknown, { what, again }: Undone): unknown {
  const code = codeOf(error) ?? '';
  const disk = (why: string) => new AppError('DISK', `${what}: ${why} Nothing was sent and nothing was changed. (${code})`, { code }, error);
  if (error instanceof AppError) return error;
  if (isDiskFull(error)) return disk(`its disk is full. Make room and ${again}.`);
  if (READ_ONLY.test(code)) return disk('it can only be read. Make its disk writable, or open another workspace.');
  if (DENIED.test(code)) return disk('you have no permission to write there. Mend its permissions, or open another workspace.');
  if (BROKEN_DISK.test(code)) return disk(`its disk does not read or write. Check the disk and ${again}.`);
  return error;
}
