import SqliteDatabase from 'better-sqlite3';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BESIDE } from './beside.ts';
import type { Store } from './open.ts';

/** So many are kept, the newest; each is as large as the database. */
export const MOST_BACKUPS = 5;

/** Pages copied before others get a turn: 4 MB. */
const PAGES_AT_ONCE = 1_000;

export interface Backup {
  file: string;
  /** When it was taken, ms. */
  at: number;
}

/** The copies of a database, in the folder `backups` beside it: on the same disk, and moved along with the workspace. */
export interface Backups {
  /** Newest first. */
  list(): Backup[];
  /** Takes one while the database is in use, and lets the oldest go. Complete when it resolves; half a copy never has a backup's name. */
  take(store: Store, now: number, signal?: AbortSignal): Promise<Backup>;
  /** Removes what a crash left of half copies. Not while one is taken. */
  sweep(): void;
  /** The newest that is a sound database of at most that version; null: none is. Reads each from end to end. */
  lastGood(newestVersion: number): Backup | null;
}

const TEMPORARY = '.tmp';
/** Half a copy, and what is kept beside it while it is written. */
const LEFT_OVER = ['', ...BESIDE].map((end) => TEMPORARY + end);

export function backupsOf(database: string): Backups {
  const folder = join(dirname(database), 'backups');
  const name = basename(database);

  const names = () => (existsSync(folder) ? readdirSync(folder) : []);

  function list(): Backup[] {
    return names()
      .flatMap((file) => timeIn(file, name).map((at) => ({ file: join(folder, file), at })))
      .toSorted((a, b) => b.at - a.at);
  }

  async function take(store: Store, now: number, signal?: AbortSignal): Promise<Backup> {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${name}.${stamp(now)}`);
    const temporary = `${file}${TEMPORARY}`;
    try {
      await store.backup(temporary, {
        progress() {
          signal?.throwIfAborted();
          return PAGES_AT_ONCE;
        },
      });
      sync(temporary);
      renameSync(temporary, file);
    } finally {
      sweep();
    }
    for (const old of list().slice(MOST_BACKUPS)) rmSync(old.file, { force: true });
    return { file, at: now };
  }

  function sweep(): void {
    const left = names().filter((file) => file.startsWith(name) && LEFT_OVER.some((end) => file.endsWith(end)));
    for (const file of left) rmSync(join(folder, file), { force: true });
  }

  return { list, take, sweep, lastGood: (newest) => list().find(({ file }) => isSound(file, newest)) ?? null };
}

/** `2026-01-05T12-30-15-007Z`: a time that every file system takes as a name. */
export function stamp(now: number): string {
  return new Date(now).toISOString().replaceAll(/[:.]/g, '-');
}

function timeIn(file: string, database: string): number[] {
  const match = /^\.(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/.exec(file.slice(database.length));
  if (!match || !file.startsWith(database)) return [];
  return [Date.parse(`${match[1]}T${match[2]}:${match[3]}:${match[4]}.${match[5]}Z`)];
}

function sync(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function isSound(file: string, newest: number): boolean {
  try {
    const database = new SqliteDatabase(file, { fileMustExist: true });
    try {
      const version = Number(database.pragma('user_version', { simple: true }));
      return version > 0 && version <= newest && database.pragma('quick_check(1)', { simple: true }) === 'ok';
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}
