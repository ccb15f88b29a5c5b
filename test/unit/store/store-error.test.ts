import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { storeError } from '../../../electron/engine/store/store-error.ts';
import { openStore } from '../../../electron/engine/store/open.ts';
import { temporaryFolder } from './support.ts';

const withCode = (code: string) => Object.assign(new Error(code), { code });

it.each([
  ['SQLITE_FULL', 'its disk is full'],
  ['ENOSPC', 'its disk is full'],
  ['EROFS', 'it can only be read'],
  ['SQLITE_READONLY', 'it can only be read'],
  ['SQLITE_READONLY_DIRECTORY', 'it can only be read'],
  ['EACCES', 'no permission'],
  ['SQLITE_CANTOPEN', 'no permission'],
  ['SQLITE_IOERR_WRITE', 'does not read or write'],
])("%s is told in words, as the disk's", (code, words) => {
  expect(storeError(withCode(code))).toMatchObject({ code: 'DISK', message: expect.stringContaining(words) as string });
});

it("what is not the disk's passes as it is", () => {
  const errors = [withCode('SQLITE_CORRUPT'), new AppError('CONFLICT', 'x'), new Error('x')];
  expect(errors.map(storeError)).toEqual(errors);
});

it('a database that cannot be opened is not taken for a damaged one: no backup is offered for it', async () => {
  const file = join(temporaryFolder(), 'companion.sqlite');
  mkdirSync(file);
  await expect(openStore({ file, now: 0 })).rejects.toMatchObject({ code: 'DISK' });
});
