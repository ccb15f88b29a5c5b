import SqliteDatabase from 'better-sqlite3';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAssets } from '../../../electron/engine/library/assets.ts';
import { createJobs } from '../../../electron/engine/queue/jobs.ts';
import { createLedger } from '../../../electron/engine/queue/ledger.ts';
import { MIGRATIONS, newestOf } from '../../../electron/engine/store/migrations.ts';
import { addFunctions, type Store, versionOf } from '../../../electron/engine/store/open.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { disagreements } from '../queue/support.ts';
import { open, temporaryFolder } from './support.ts';

/** Rows as each version wrote them, by its number. A version that adds something that can be stored brings a file. */
const ROWS = join(import.meta.dirname, 'rows');
const NOW = Date.UTC(2026, 5, 1);

/** A workspace as it was left by that version, with rows of it and of all before. */
function leftBy(version: number, file: string): void {
  const database = new SqliteDatabase(file);
  addFunctions(database);
  database.pragma('journal_mode = WAL');
  addFunctions(database);
  for (const migration of MIGRATIONS.filter((one) => one.version <= version)) {
    database.exec(migration.sql);
    database.pragma(`user_version = ${migration.version}`);
    const rows = join(ROWS, `${String(migration.version).padStart(3, '0')}.sql`);
    if (existsSync(rows)) database.exec(readFileSync(rows, 'utf8'));
  }
  // Later ones keep no statistics.
  if (version < 21) database.exec('ANALYZE');
  database.close();
}

const tablesOf = (store: Store) =>
  store.prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'asset_text%'`).pluck().all();

/** All rows of these tables, as objects. */
function rowsOf(store: Store, tables: readonly string[]): Record<string, Record<string, unknown>[]> {
  const order = (table: string) => (store.prepare(`SELECT * FROM "${table}"`).columns().length > 1 ? '1, 2' : '1');
  return Object.fromEntries(
    tables.map((table) => [table, store.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}" ORDER BY ${order(table)}`).all()]),
  );
}

/** What an older version said twice: a job's prompt stands in its input. */
function kept(table: string, row: Record<string, unknown>): Record<string, unknown> {
  const { prompt: _, ...rest } = row;
  return table === 'job' ? rest : row;
}

const schemaOf = (store: Store) => store.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY name').all();

describe.each(MIGRATIONS.map((migration) => migration.version).filter((version) => version < newestOf(MIGRATIONS)))('a workspace of version %i', (version) => {
  it('is brought to today: every row is there with what it said, and a backup of how it was', async () => {
    const file = join(temporaryFolder(), 'companion.sqlite');
    leftBy(version, file);
    const old = new SqliteDatabase(file, { readonly: true });
    const tables = tablesOf(old);
    const was = rowsOf(old, tables);
    old.close();
    expect(Object.keys(was).filter((table) => was[table]!.length > 0).length).toBeGreaterThanOrEqual(11);

    const store = await open({ file, now: NOW });
    expect(versionOf(store)).toBe(newestOf(MIGRATIONS));
    const is = rowsOf(store, tables);
    for (const table of tables) expect(is[table], table).toEqual(was[table]!.map((row) => expect.objectContaining(kept(table, row)) as unknown));
    expect(store.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(store.pragma('foreign_key_check')).toEqual([]);
    const fresh = await open({ file: ':memory:', now: NOW });
    expect(schemaOf(store)).toEqual(schemaOf(fresh));

    const [name, ...more] = readdirSync(join(file, '..', 'backups'));
    expect(more).toEqual([]);
    const backup = new SqliteDatabase(join(file, '..', 'backups', name!), { readonly: true });
    expect([versionOf(backup), rowsOf(backup, tables)]).toEqual([version, was]);
    backup.close();
  });

  it('is one that today works with: its jobs are counted, its assets found', async () => {
    const file = join(temporaryFolder(), 'companion.sqlite');
    leftBy(version, file);
    const store = await open({ file, now: NOW });
    const jobs = createJobs(store, () => {});
    expect(disagreements({ store, jobs })).toEqual([]);
    expect(jobs.waiting.size).toBe(1);
    expect(jobs.transaction(() => jobs.move(2, 'requeue'))).toMatchObject({ from: 'uncertain', to: 'queued' });
    expect(createLedger(store, () => {}).assetsOf(1)).toEqual([expect.objectContaining({ sha256: 'aa' })]);
    expect(store.prepare('SELECT * FROM done_minute').all()).toEqual([{ endpoint: 'api', minute: 0, jobs: 1, credits: 4_500_000 }]);
    const assets = createAssets({ db: store, clock: new VirtualClock() });
    expect(assets.list({ text: 'fox', offset: 0, limit: 9 })).toMatchObject({ total: 1, assets: [{ sha256: 'aa', trashedAt: null }] });
  });
});

it('migrations rise, and no number is given twice', () => {
  const numbers = MIGRATIONS.map((migration) => migration.version);
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  expect(numbers[0]).toBe(1);
});
