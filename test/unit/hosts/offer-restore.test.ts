import { expect, test } from 'vitest';
import { offerRestore } from '../../../electron/hosts/offer-restore.ts';
import { AppError } from '../../../shared/errors.ts';

/** A workspace that opens only with its backup. */
function broken(backupAt: number | null) {
  const opened: boolean[] = [];
  const asked: string[] = [];
  const open = async (restore: boolean) => {
    opened.push(restore);
    if (!restore) throw new AppError('WORKSPACE_BROKEN', 'It is damaged.', { backupAt });
    return 'engine';
  };
  const answer = (yes: boolean) => async (message: string) => {
    asked.push(message);
    return yes;
  };
  return { open, answer, opened, asked };
}

test('a damaged database is opened with its backup only when a person says so', async () => {
  const yes = broken(5);
  expect(await offerRestore(yes.open, yes.answer(true))).toBe('engine');
  expect([yes.opened, yes.asked]).toEqual([[false, true], ['It is damaged.']]);
  const no = broken(5);
  await expect(offerRestore(no.open, no.answer(false))).rejects.toMatchObject({ code: 'WORKSPACE_BROKEN' });
  expect(no.opened).toEqual([false]);
});

test('nobody is asked where there is nothing to put back, or it is something else', async () => {
  const none = broken(null);
  await expect(offerRestore(none.open, none.answer(true))).rejects.toMatchObject({ code: 'WORKSPACE_BROKEN' });
  expect([none.opened, none.asked]).toEqual([[false], []]);
  const used = async () => Promise.reject(new AppError('WORKSPACE_IN_USE', 'Open elsewhere.'));
  await expect(offerRestore(used, none.answer(true))).rejects.toMatchObject({ code: 'WORKSPACE_IN_USE' });
  expect(none.asked).toEqual([]);
});
