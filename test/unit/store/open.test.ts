import SqliteDatabase from 'better-sqlite3';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Migration, MIGRATIONS, newestOf } from '../../../electron/engine/store/migrations.ts';
import { openStore, type OpeningWait, versionOf } from '../../../electron/engine/store/open.ts';
import { contents, open, temporaryFolder } from './support.ts';

const NOW = Date.UTC(2026, 0, 5, 12, 30, 15, 7);
const NEWEST = newestOf(MIGRATIONS);
/** What a later version of the companion would bring. */
const NEXT: Migration = { version: NEWEST + 1, name: 'next', sql: `CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO later VALUES (7);` };

let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'companion.sqlite');
});

/** A workspace that was used and closed. */
async function usedWorkspace(): Promise<void> {
  const store = await open({ file, now: NOW });
  store.exec(`INSERT INTO setting VALUES ('paused', 'true')`);
  store.close();
}

function backups(): string[] {
  const found = join(folder, 'backups');
  return existsSync(found) ? readdirSync(found) : [];
}

describe('opening', () => {
  it('makes a new database of the newest version, without a backup of nothing', async () => {
    const store = await open({ file, now: NOW });
    expect(versionOf(store)).toBe(NEWEST);
    expect(store.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(backups()).toEqual([]);
  });

  it('makes commits durable, and holds foreign keys', async () => {
    const store = await open({ file, now: NOW });
    expect(store.pragma('journal_mode', { simple: true })).toBe('wal');
    // 2 is FULL: a commit is on the disk when it is answered.
    expect(store.pragma('synchronous', { simple: true })).toBe(2);
    expect(store.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(() => store.exec(`INSERT INTO job (batch_id, number, model, input, created_at) VALUES (9, 1, 'm', '{}', 0)`)).toThrow(/FOREIGN KEY/);
  });

  it('runs on an SQLite that has no WAL-reset race (before 3.51.3, performance.md section 3)', async () => {
    const store = await open({ file: ':memory:', now: NOW });
    const version = store.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
    const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
    expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(3_051_003);
  });

  it('again changes nothing and needs no backup', async () => {
    await usedWorkspace();
    const before = await open({ file, now: NOW });
    const was = contents(before);
    before.close();
    const after = await open({ file, now: NOW + 1 });
    expect(contents(after)).toEqual(was);
    expect(backups()).toEqual([]);
  });
});

describe('a later version', () => {
  it('is reached with a backup of what was there before', async () => {
    await usedWorkspace();
    const store = await open({ file, now: NOW, migrations: [...MIGRATIONS, NEXT] });
    expect(versionOf(store)).toBe(NEXT.version);
    expect(store.prepare('SELECT id FROM later').pluck().all()).toEqual([7]);
    expect(store.prepare('SELECT name FROM setting').pluck().all()).toEqual(['paused']);

    expect(backups()).toEqual(['companion.sqlite.2026-01-05T12-30-15-007Z']);
    const backup = await open({ file: join(folder, 'backups', backups()[0]!), now: NOW });
    expect(versionOf(backup)).toBe(NEWEST);
    expect(backup.prepare('SELECT name, value FROM setting').all()).toEqual([{ name: 'paused', value: 'true' }]);
  });

  it('is announced with the size of what is to be brought there, before the backup; today’s own is not', async () => {
    await usedWorkspace();
    const told: OpeningWait[] = [];
    const onWait = async (wait: OpeningWait) => {
      await Promise.resolve();
      expect(backups()).toEqual([]);
      told.push(wait);
    };
    const { size: bytes } = statSync(file);
    (await open({ file, now: NOW, onWait })).close();
    expect(told).toEqual([{ why: 'check', bytes }]);
    (await open({ file, now: NOW, migrations: [...MIGRATIONS, NEXT], onWait })).close();
    expect(told.slice(1)).toEqual([
      { why: 'check', bytes },
      { why: 'upgrade', bytes },
    ]);
  });

  it('that cannot be reached leaves the old one whole', async () => {
    await usedWorkspace();
    const broken: Migration = { ...NEXT, sql: `${NEXT.sql} INSERT INTO nowhere VALUES (1);` };
    await expect(openStore({ file, now: NOW, migrations: [...MIGRATIONS, broken] })).rejects.toThrow(/nowhere/);
    const store = await open({ file, now: NOW });
    expect(versionOf(store)).toBe(NEWEST);
    expect(store.prepare(`SELECT COUNT(*) FROM sqlite_master WHERE name = 'later'`).pluck().get()).toBe(0);
  });

  it('that wrote the database is refused with words, and nothing is touched', async () => {
    const later = await open({ file, now: NOW, migrations: [...MIGRATIONS, NEXT] });
    later.close();
    const before = readFileSync(file);
    await expect(openStore({ file, now: NOW })).rejects.toMatchObject({ code: 'WORKSPACE_NEWER', details: { found: NEXT.version, known: NEWEST } });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(backups()).toEqual([]);
  });
});

describe('a damaged database', () => {
  it('that is no database at all is refused, and stays as it is', async () => {
    writeFileSync(file, 'this was a letter once, and is long enough to be taken for a header\n'.repeat(40));
    const before = readFileSync(file);
    await expect(openStore({ file, now: NOW })).rejects.toMatchObject({ code: 'WORKSPACE_BROKEN' });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('with bytes of a page overwritten is refused', async () => {
    await usedWorkspace();
    const handle = openSync(file, 'r+');
    for (let page = 1; page < statSync(file).size / 4_096; page++) writeSync(handle, Buffer.alloc(64, 0xa5), 0, 64, page * 4_096);
    closeSync(handle);
    await expect(openStore({ file, now: NOW })).rejects.toMatchObject({ code: 'WORKSPACE_BROKEN' });
  });

  it('with its end cut off is refused', async () => {
    await usedWorkspace();
    truncateSync(file, Math.floor(statSync(file).size / 2));
    await expect(openStore({ file, now: NOW })).rejects.toMatchObject({ code: 'WORKSPACE_BROKEN' });
  });

  it('is let go: the file can be replaced and opened at once', async () => {
    await usedWorkspace();
    const sound = readFileSync(file);
    writeFileSync(file, 'no database, and nobody holds it'.repeat(200));
    await expect(openStore({ file, now: NOW })).rejects.toMatchObject({ code: 'WORKSPACE_BROKEN' });
    writeFileSync(file, sound);
    const store = await open({ file, now: NOW });
    expect(store.prepare('SELECT name FROM setting').pluck().all()).toEqual(['paused']);
  });
});

it('a write-ahead log that a crash left behind is read on the next start', async () => {
  const crashed = await open({ file, now: NOW });
  crashed.pragma('wal_autocheckpoint = 0');
  crashed.exec(`INSERT INTO setting VALUES ('committed', '1')`);
  crashed.exec(`BEGIN; INSERT INTO setting VALUES ('under way', '1')`);
  // As the operating system would leave it: the files as they are now, in another place.
  const copy = join(folder, 'copy.sqlite');
  for (const end of ['', '-wal']) writeFileSync(copy + end, readFileSync(file + end));
  const store = await open({ file: copy, now: NOW });
  expect(store.prepare('SELECT name FROM setting').pluck().all()).toEqual(['committed']);
  crashed.exec('ROLLBACK');
});

it('reading a newer one does not even switch its journal', async () => {
  const plain = new SqliteDatabase(file);
  plain.exec(`CREATE TABLE later (id INTEGER); PRAGMA user_version = ${NEWEST + 1}`);
  plain.close();
  const before = readFileSync(file);
  await expect(openStore({ file, now: NOW })).rejects.toMatchObject({ code: 'WORKSPACE_NEWER' });
  expect(readFileSync(file).equals(before)).toBe(true);
});
