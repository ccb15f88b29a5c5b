import { closeSync, existsSync, openSync, statSync, utimesSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../electron/engine/store/open.ts';
import { breakSeal, closeInOrder } from '../../../electron/engine/store/seal.ts';
import { open, temporaryFolder } from './support.ts';

const DAY = 86_400_000;
const NOW = 400 * DAY;

let file: string;

beforeEach(() => {
  file = join(temporaryFolder(), 'companion.sqlite');
});

async function used({ inOrder, now = NOW }: { inOrder: boolean; now?: number }): Promise<void> {
  const store = await open({ file, now });
  store.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)').run('paused', String(now));
  if (inOrder) closeInOrder(store);
  else store.close();
}

/** Damage that only reading finds: in every page but those that opening looks at. */
function damage(): void {
  const handle = openSync(file, 'r+');
  for (let page = 5; page < statSync(file).size / 4_096; page++) writeSync(handle, Buffer.alloc(64, 0xa5), 0, 64, page * 4_096);
  closeSync(handle);
  // Later than it was closed, however fast this machine is.
  utimesSync(file, NOW, NOW);
}

it('what was closed in order, and not touched since, need not be read whole', async () => {
  await used({ inOrder: true });
  const onWait = () => expect.unreachable('it need not be waited for');
  const opened = await open({ file, now: NOW + DAY, onWait });
  // While it is open there is no seal: a crash leaves none.
  expect(existsSync(`${file}.sealed`)).toBe(false);
  closeInOrder(opened);
  expect(breakSeal(file, NOW + DAY)).toEqual({ checkedAt: NOW });
  expect(breakSeal(file, NOW + DAY)).toBeNull();
});

it('damage is found on opening after a crash', async () => {
  await used({ inOrder: true });
  await used({ inOrder: false });
  damage();
  await expect(openStore({ file, now: NOW })).rejects.toMatchObject({ code: 'WORKSPACE_BROKEN' });
});

it('damage is found on opening when somebody wrote to it since it was closed', async () => {
  await used({ inOrder: true });
  damage();
  await expect(openStore({ file, now: NOW })).rejects.toMatchObject({ code: 'WORKSPACE_BROKEN' });
});

it('is read whole once a week, counted from when it last was', async () => {
  const sealed = async (now: number) => {
    await used({ inOrder: true, now: NOW });
    await used({ inOrder: true, now: NOW + 6 * DAY });
    return breakSeal(file, now);
  };
  expect(await sealed(NOW + 7 * DAY - 1)).toEqual({ checkedAt: NOW });
  expect(await sealed(NOW + 7 * DAY)).toBeNull();
  // A clock that went back says nothing about what lies between.
  expect(await sealed(NOW - 1)).toBeNull();
});

it('a database in memory leaves nothing behind', async () => {
  closeInOrder(await openStore({ file: ':memory:', now: NOW }));
  expect(existsSync(':memory:.sealed')).toBe(false);
});
