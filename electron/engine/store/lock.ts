import SqliteDatabase from 'better-sqlite3';
import { accessSync, constants, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { codeOf } from '../library/disk-error.ts';
import { storeError } from './store-error.ts';

/** Who holds a workspace, as told to the next one who wants it. */
export interface Holder {
  host: string;
  pid: number;
  since: number;
}

/**
 * Takes the workspace for this process. The lock is an open exclusive transaction on a file of its own: the operating system drops
 * it when the holder dies in whatever way, so a crash never leaves a workspace locked. Throws WORKSPACE_IN_USE naming the holder, DISK where
 * the folder can't be written.
 */
export function lockWorkspace(folder: string, holder: Holder): () => void {
  const file = join(folder, 'engine.lock');
  const notes = join(folder, 'engine.holder.json');
  assertWritable(folder);
  const database = openLock(file);
  try {
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
    writeFileSync(notes, JSON.stringify(holder));
  } catch (error) {
    database.close();
    throw BUSY.test(codeOf(error) ?? '') ? inUse(readHolder(notes), error) : storeError(error);
  }
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    rmSync(notes, { force: true });
    database.exec('ROLLBACK');
    database.close();
  };
}

/** Another process has it. */
const BUSY = /^SQLITE_(BUSY|LOCKED)/;

function openLock(file: string): SqliteDatabase.Database {
  try {
    return new SqliteDatabase(file, { timeout: 0 });
  } catch (error) {
    throw storeError(error);
  }
}

function assertWritable(folder: string): void {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw storeError(error);
  }
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

const HOSTS: Record<string, string> = { desktop: 'the desktop app', browser: 'the browser host', cli: 'the command line' };

function inUse(holder: Holder | null, cause: unknown): AppError {
  const who = holder ? `${HOSTS[holder.host] ?? holder.host} (process ${holder.pid})` : 'another companion';
  return new AppError(
    'WORKSPACE_IN_USE',
    `This workspace is open in ${who}. Use that one, close it, or open another workspace.`,
    holder ? { holder } : undefined,
    cause,
  );
}
