import SqliteDatabase from 'better-sqlite3';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '../../../electron/engine/log.ts';
import { createBackupKeeper } from '../../../electron/engine/store/backup-keeper.ts';
import { type Backups, backupsOf, MOST_BACKUPS } from '../../../electron/engine/store/backups.ts';
import { MIGRATIONS, newestOf } from '../../../electron/engine/store/migrations.ts';
import type { Store } from '../../../electron/engine/store/open.ts';
import { replaceDatabase } from '../../../electron/engine/store/set-aside.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { open, temporaryFolder } from './support.ts';

/** A copy takes as long as the machine lets it. */
const WITHIN = { timeout: 4_000, interval: 5 };

const NOW = Date.UTC(2026, 0, 5, 12, 30);
const DAY = 86_400_000;
const NEWEST = newestOf(MIGRATIONS);

let folder: string;
let file: string;
let backups: Backups;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  file = join(folder, 'companion.sqlite');
  backups = backupsOf(file);
  store = await open({ file, now: NOW });
});

const note = (value: string) => store.prepare(`INSERT OR REPLACE INTO setting VALUES ('note', ?)`).run(value);

function noteIn(database: string): unknown {
  const opened = new SqliteDatabase(database, { readonly: true });
  try {
    return opened.prepare(`SELECT value FROM setting WHERE name = 'note'`).pluck().get();
  } finally {
    opened.close();
  }
}

/** Overwrites the middle of every page but the first. */
function spoil(database: string): void {
  const handle = openSync(database, 'r+');
  for (let page = 1; page < statSync(database).size / 4_096; page++) writeSync(handle, Buffer.alloc(512, 0xa5), 0, 512, page * 4_096 + 8);
  closeSync(handle);
}

/** What a crash in the middle of a copy leaves: the half, and the journal SQLite writes it with. */
function leaveHalf(): void {
  mkdirSync(join(folder, 'backups'), { recursive: true });
  for (const beside of ['', '-journal']) writeFileSync(join(folder, 'backups', `companion.sqlite.2026-01-01T00-00-00-000Z.tmp${beside}`), 'half of one');
}

describe('backups', () => {
  it('hold what was there, are newest first, and no more than so many', async () => {
    for (let day = 0; day < MOST_BACKUPS + 3; day++) {
      note(`day ${day}`);
      await backups.take(store, NOW + day * DAY);
    }
    const list = backups.list();
    expect(list.map(({ at }) => (at - NOW) / DAY)).toEqual([7, 6, 5, 4, 3]);
    expect(list.map((backup) => noteIn(backup.file))).toEqual([7, 6, 5, 4, 3].map((day) => `day ${day}`));
  });

  it('taken while rows are written are whole', async () => {
    store.exec(`CREATE TABLE many (i INTEGER, text TEXT)`);
    const fill = store.prepare(`
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO many SELECT i, hex(randomblob(400)) FROM n`);
    for (let i = 0; i < 10; i++) fill.run();
    const taking = backups.take(store, NOW);
    for (let i = 0; i < 4; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      fill.run();
    }
    await taking;
    expect(backups.lastGood(NEWEST)?.at).toBe(NOW);
  });

  it('broken off leave nothing that looks like one', async () => {
    const abort = new AbortController();
    abort.abort(new Error('closing'));
    await expect(backups.take(store, NOW, abort.signal)).rejects.toThrow('closing');
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
    leaveHalf();
    expect(backups.list()).toEqual([]);
    await backups.take(store, NOW);
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
  });

  it('that are damaged, empty or of a later version are passed over for the last good one', async () => {
    for (let day = 0; day < 4; day++) await backups.take(store, NOW + day * DAY);
    const [late, spoilt, empty, good] = backups.list() as [{ file: string }, { file: string }, { file: string }, { file: string; at: number }];
    const later = new SqliteDatabase(late.file);
    later.pragma(`user_version = ${NEWEST + 1}`);
    later.close();
    spoil(spoilt.file);
    writeFileSync(empty.file, '');
    expect(backups.lastGood(NEWEST)).toEqual(good);
    spoil(good.file);
    expect(backups.lastGood(NEWEST)).toBeNull();
  });

  it('are none where there is no folder', () => {
    expect(backups.list()).toEqual([]);
    expect(backups.lastGood(NEWEST)).toBeNull();
  });
});

describe('the keeper of backups', () => {
  const real = () => new Promise((resolve) => setTimeout(resolve, 30));

  it('takes one at a start after a day without, and one a day while it works', async () => {
    const clock = new VirtualClock(NOW);
    const keeper = createBackupKeeper({ backups, store, clock, log: silentLogger });
    keeper.start();
    await vi.waitFor(() => expect(backups.list()).toHaveLength(1), WITHIN);
    await real();
    await clock.advance(DAY / 2);
    await real();
    expect(backups.list()).toHaveLength(1);
    await clock.advance(DAY);
    await vi.waitFor(() => expect(backups.list()).toHaveLength(2), WITHIN);
    await keeper.stop();
    expect(clock.pending).toBe(0);

    const next = createBackupKeeper({ backups, store, clock, log: silentLogger });
    next.start();
    await real();
    expect(backups.list()).toHaveLength(2);
    await next.stop();
  });

  it('takes one after many jobs, but not one after another', async () => {
    const clock = new VirtualClock(NOW);
    await backups.take(store, NOW - 60_000);
    const keeper = createBackupKeeper({ backups, store, clock, log: silentLogger });
    const work = async (jobs: number) => {
      for (let i = 0; i < jobs; i++) keeper.jobDone();
      await real();
    };
    await work(1_500);
    expect(backups.list()).toHaveLength(1);
    await clock.advance(10 * 60_000);
    await work(1);
    expect(backups.list()).toHaveLength(2);
    await work(999);
    expect(backups.list()).toHaveLength(2);
    await keeper.stop();
  });

  it('that is stopped while it copies leaves no half copy, and the database can be closed', async () => {
    const keeper = createBackupKeeper({ backups, store, clock: new VirtualClock(NOW), log: silentLogger });
    keeper.start();
    await keeper.stop();
    store.close();
    expect(readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('removes at a start what a crash left of a copy, also where the next one is not due', async () => {
    const { file: last } = await backups.take(store, NOW);
    leaveHalf();
    const keeper = createBackupKeeper({ backups, store, clock: new VirtualClock(NOW), log: silentLogger });
    keeper.start();
    expect(readdirSync(join(folder, 'backups'))).toEqual([basename(last)]);
    await keeper.stop();
  });

  it('does nothing where the database has no file', async () => {
    const keeper = createBackupKeeper({ backups: null, store, clock: new VirtualClock(NOW), log: silentLogger });
    keeper.start();
    keeper.jobDone();
    await keeper.stop();
    expect(existsSync(join(folder, 'backups'))).toBe(false);
  });
});

describe('a database that is replaced', () => {
  it('is kept beside, with its log, and the log is not applied to what comes in its place', async () => {
    note('old');
    const backup = await backups.take(store, NOW);
    store.pragma('wal_autocheckpoint = 0');
    note('in the log');
    const copies = ['', '-wal'].map((end) => [end, readFileSync(file + end)] as const);
    store.close();
    for (const [end, bytes] of copies) writeFileSync(file + end, bytes);
    const copy = `${file}.copy`;
    writeFileSync(copy, readFileSync(backup.file));
    const aside = replaceDatabase(file, copy, 'broken', NOW);
    expect(noteIn(file)).toBe('old');
    expect(noteIn(aside!)).toBe('in the log');
  });
});
