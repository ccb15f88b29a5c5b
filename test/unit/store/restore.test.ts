import SqliteDatabase from 'better-sqlite3';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAssetFiles } from '../../../electron/engine/library/asset-files.ts';
import { createAssets } from '../../../electron/engine/library/assets.ts';
import { DATABASE_FILE, openDatabase } from '../../../electron/engine/open-database.ts';
import { createJobs } from '../../../electron/engine/queue/jobs.ts';
import { backupsOf } from '../../../electron/engine/store/backups.ts';
import type { Store } from '../../../electron/engine/store/open.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { bringHome, png, provenance } from '../library/support.ts';
import { disagreements, newBatch } from '../queue/support.ts';
import { temporaryFolder } from './support.ts';

const NOW = Date.UTC(2026, 0, 5, 12, 30);

let workspace: string;
let file: string;

beforeEach(() => {
  workspace = temporaryFolder();
  file = join(workspace, DATABASE_FILE);
});

const openIt = (restore = false) => openDatabase({ workspace, files: createAssetFiles(workspace), now: NOW, restore });

async function inWorkspace(work: (store: Store) => Promise<void> | void): Promise<void> {
  const { store } = await openIt();
  await work(store);
  store.close();
}

/** A workspace with a batch of three, a backup of then, and one of its jobs done and at home since. */
async function usedSince(): Promise<void> {
  await inWorkspace(async (store) => {
    const jobs = createJobs(store, () => {});
    jobs.createBatch(newBatch(3), 1);
    await backupsOf(file).take(store, NOW - 3_600_000);
    const library = { workspace, files: createAssetFiles(workspace), db: store, assets: createAssets({ db: store, clock: new VirtualClock() }) };
    await bringHome(
      { ...library, clock: new VirtualClock() },
      '1-0',
      png(2, 2),
      provenance({ jobId: 2, jobNumber: 2, batchId: 1, batchName: 'foxes', batchTotal: 3, model: 'flux', endpoint: 'api' }),
    );
  });
}

const spoil = () => writeFileSync(file, 'no database any more, whatever it was before\n'.repeat(300));

describe('a damaged database', () => {
  it('is refused, with the time of the last good backup, and nothing is touched', async () => {
    await usedSince();
    spoil();
    const before = readFileSync(file);
    await expect(openIt()).rejects.toMatchObject({
      code: 'WORKSPACE_BROKEN',
      message: expect.stringContaining('The last good backup is of 2026-01-05 11:30 UTC.') as string,
      details: { backupAt: NOW - 3_600_000 },
    });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(workspace).filter((name) => name.includes('broken'))).toEqual([]);
  });

  it('is replaced when that is asked for: what was made since is found by its files, the rest waits, the damaged one is kept', async () => {
    await usedSince();
    spoil();
    const damaged = readFileSync(file);
    const { store, restored } = await openIt(true);
    expect(restored).toMatchObject({ backup: { at: NOW - 3_600_000 }, rebuilt: { assets: 1, jobs: 1, batches: 0, left: [] } });
    expect(readFileSync(restored!.aside!).equals(damaged)).toBe(true);
    expect(store.prepare('SELECT state FROM job ORDER BY id').pluck().all()).toEqual(['uncertain', 'done', 'uncertain']);
    expect(JSON.parse(store.prepare<[], string>('SELECT error FROM job WHERE id = 1').pluck().get()!)).toMatchObject({ code: 'RESTORED' });
    expect(disagreements({ store, jobs: createJobs(store, () => {}) })).toEqual([]);
    expect(store.pragma('foreign_key_check')).toEqual([]);
    store.close();
    // It is a whole one now: opened without a word.
    const again = await openIt();
    expect(again.restored).toBeNull();
    again.store.close();
  });

  it('is replaced although a restore was killed before: the log that one left is not applied to the backup', async () => {
    await usedSince();
    // The copy of another backup, written to and never closed.
    const other = new SqliteDatabase(`${file}.other`);
    other.pragma('journal_mode = WAL');
    other.exec(`CREATE TABLE other (i INTEGER); INSERT INTO other VALUES (1)`);
    for (const end of ['', '-wal']) copyFileSync(`${file}.other${end}`, `${file}.restoring${end}`);
    other.close();
    spoil();
    const { store } = await openIt(true);
    expect(store.prepare('SELECT state FROM job ORDER BY id').pluck().all()).toEqual(['uncertain', 'done', 'uncertain']);
    expect(store.pragma('integrity_check', { simple: true })).toBe('ok');
    store.close();
    expect(readdirSync(workspace).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  it('without a good backup says how the library can be rebuilt, also when a restore is asked for', async () => {
    await inWorkspace(() => {});
    spoil();
    for (const restore of [false, true])
      await expect(openIt(restore)).rejects.toMatchObject({
        code: 'WORKSPACE_BROKEN',
        message: expect.stringContaining('rebuild') as string,
        details: { backupAt: null },
      });
    expect(existsSync(`${file}.restoring`)).toBe(false);
  });
});

it('a whole database is opened as it is, also when a restore is asked for', async () => {
  await usedSince();
  await inWorkspace((store) => void store.exec(`INSERT INTO setting VALUES ('later', '1')`));
  const { store, restored } = await openIt(true);
  expect([restored, store.prepare(`SELECT value FROM setting WHERE name = 'later'`).pluck().get()]).toEqual([null, '1']);
  store.close();
});

it('one of a later version is refused, not restored', async () => {
  await usedSince();
  const later = new SqliteDatabase(file);
  later.pragma('user_version = 9999');
  later.close();
  await expect(openIt(true)).rejects.toMatchObject({ code: 'WORKSPACE_NEWER' });
});
