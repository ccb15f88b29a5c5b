import SqliteDatabase, { type Database } from 'better-sqlite3';
import { statSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { stackOf } from '../../../shared/library/stack-of.ts';
import { segment } from '../../../shared/search/segment.ts';
import { backupsOf } from './backups.ts';
import { MIGRATIONS, type Migration, newestOf } from './migrations.ts';
import { breakSeal, noteChecked } from './seal.ts';
import { refuseOldSqlite } from './sqlite-version.ts';
import { storeError } from './store-error.ts';

export type Store = Database;

export interface OpenOptions {
  /** File name of the database, or `:memory:`. */
  file: string;
  /** Milliseconds since the epoch: names the backup taken before a migration. */
  now: number;
  migrations?: readonly Migration[];
  /** Told, and waited for, before what may take its time. */
  onWait?: ((wait: OpeningWait) => void | Promise<void>) | undefined;
}

/** What the opening of a database may have to do first: read all of it, or copy one of an earlier version and bring it to today's. */
export interface OpeningWait {
  why: 'check' | 'upgrade';
  bytes: number;
}

/**
 * Opens the workspace's database, brings it to today's version (with a backup first), and checks it; one that was closed in order and
 * not touched since is read from end to end once a week only (`seal.ts`).
 * Throws WORKSPACE_NEWER when it was written by a later version, WORKSPACE_BROKEN when it is no sound database, DISK when the disk does not let
 * it be used.
 */
export async function openStore({ file, now, migrations = MIGRATIONS, onWait }: OpenOptions): Promise<Store> {
  const sealed = breakSeal(file, now);
  const store = connect(file, newestOf(migrations));
  try {
    if (!sealed) {
      await onWait?.({ why: 'check', bytes: sizeOf(file) });
      check(store);
    }
    noteChecked(store, sealed?.checkedAt ?? now);
    if (isBehind(store, migrations) && file !== ':memory:') {
      await onWait?.({ why: 'upgrade', bytes: sizeOf(file) });
      await backupsOf(file).take(store, now);
    }
    migrate(store, migrations);
    return store;
  } catch (error) {
    store.close();
    throw storeError(error);
  }
}

/** In bytes; none of one in memory. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function connect(file: string, newest: number): Store {
  const store = openFile(file);
  try {
    refuseOldSqlite(store);
    // Before anything is written: even the journal's mode stands in the file.
    refuseNewer(store, newest);
    configure(store);
    return store;
  } catch (error) {
    store.close();
    throw broken(error);
  }
}

function openFile(file: string): Store {
  try {
    return new SqliteDatabase(file);
  } catch (error) {
    throw broken(error);
  }
}

/**
 * Pages that are gathered in the write-ahead log before they are moved into the database's own file. A job writes many pages that the next one writes
 * again, and each is moved once: with SQLite's thousand that is done every few jobs.
 */
const CHECKPOINT_PAGES = 3_000;

/**
 * FULL, because rows here mean money: in WAL mode the driver's own default (NORMAL) may lose the last commits in a power cut, and a
 * lost "sent" would be sent twice. It must be set after `journal_mode`.
 */
function configure(store: Store): void {
  store.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  store.pragma('journal_mode = WAL');
  store.pragma('synchronous = FULL');
  store.pragma('foreign_keys = ON');
  store.pragma('busy_timeout = 5000');
  store.pragma('cache_size = -32000');
  addFunctions(store);
  if (store.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous is not FULL');
}

/** Functions of ours that SQL uses, migrations included: what the full-text index is given, and which stack an asset lies in. */
export function addFunctions(store: Store): void {
  store.function('segment', { deterministic: true }, (text: unknown) => segment(String(text)));
  store.function('stack_of', { deterministic: true }, (batchId: unknown, model: unknown, input: unknown) =>
    stackOf({ batchId: batchId as number | null, model: String(model), input: JSON.parse(String(input)) as Record<string, unknown> }),
  );
}

function check(store: Store): void {
  const answer: unknown = attempt(() => store.pragma('quick_check(1)', { simple: true }));
  if (answer !== 'ok') throw broken(new Error(String(answer)));
}

function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw broken(error);
  }
}

/** What the disk refuses is no damage. */
function broken(error: unknown): AppError {
  const cause = storeError(error);
  if (cause instanceof AppError) return cause;
  const said = cause instanceof Error ? cause.message : 'unreadable';
  return new AppError('WORKSPACE_BROKEN', `The workspace's database is damaged (${said}). Its asset files are untouched.`, undefined, cause);
}

/** The version the database is at: the number of the last migration it has seen. */
export function versionOf(store: Store): number {
  return Number(store.pragma('user_version', { simple: true }));
}

function refuseNewer(store: Store, newest: number): void {
  const found = versionOf(store);
  if (found <= newest) return;
  throw new AppError(
    'WORKSPACE_NEWER',
    `This workspace was last opened by a newer companion (database ${found}, this one knows ${newest}). Nothing was changed. Install the newer version, or open another workspace.`,
    { found, known: newest },
  );
}

/** It holds something, and a migration would change it. */
function isBehind(store: Store, migrations: readonly Migration[]): boolean {
  const from = versionOf(store);
  return from > 0 && from < newestOf(migrations);
}

function migrate(store: Store, migrations: readonly Migration[]): void {
  const from = versionOf(store);
  for (const migration of migrations) if (migration.version > from) apply(store, migration);
}

function apply(store: Store, migration: Migration): void {
  store.transaction(() => {
    store.exec(migration.sql);
    store.pragma(`user_version = ${migration.version}`);
  })();
}
