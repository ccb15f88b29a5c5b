import SqliteDatabase from 'better-sqlite3';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JobError } from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';
import type { AssetFiles } from './library/asset-files.ts';
import { type Rebuilt, rebuildFrom } from './library/rebuild.ts';
import { sweepUnfinished } from './queue/intake.ts';
import { type Backup, backupsOf } from './store/backups.ts';
import { BESIDE } from './store/beside.ts';
import { MIGRATIONS, newestOf } from './store/migrations.ts';
import { type OpenOptions, openStore, type Store } from './store/open.ts';
import { replaceDatabase } from './store/set-aside.ts';
import { recount } from './store/soundness.ts';

/** The database's name in a workspace. */
export const DATABASE_FILE = 'companion.sqlite';

export interface OpenDatabaseOptions {
  workspace: string;
  files: AssetFiles;
  now: number;
  /** Put the last good backup in the place of a damaged database. Nothing where it is whole. */
  restore: boolean;
  onWait?: OpenOptions['onWait'];
}

/** What was put back. */
export interface Restored {
  backup: Backup;
  /** Where the damaged file is kept. */
  aside: string | null;
  /** What the asset files told of the time after the backup. */
  rebuilt: Rebuilt;
}

/**
 * Opens the workspace's database. Rejects with WORKSPACE_BROKEN when it is damaged and `restore` is not asked for; `details.backupAt` is then
 * the time (ms) of the last good backup, null where there is none. Never puts one back unasked.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<{ store: Store; restored: Restored | null }> {
  const file = join(options.workspace, DATABASE_FILE);
  try {
    return { store: await openStore({ file, now: options.now, onWait: options.onWait }), restored: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'WORKSPACE_BROKEN') throw error;
    const backup = backupsOf(file).lastGood(newestOf(MIGRATIONS));
    if (!backup || !options.restore) throw offering(error, backup);
    return restore(file, backup, options);
  }
}

async function restore(file: string, backup: Backup, { now, files }: OpenDatabaseOptions): Promise<{ store: Store; restored: Restored }> {
  const copy = `${file}.restoring`;
  // A restore that was killed left a log of its own: it would be applied to this copy.
  for (const end of BESIDE) rmSync(copy + end, { force: true });
  copyFileSync(backup.file, copy);
  doubtWaiting(copy);
  const aside = replaceDatabase(file, copy, 'broken', now);
  const store = await openStore({ file, now });
  try {
    return { store, restored: { backup, aside, rebuilt: await rebuildFrom({ db: store, files, now }) } };
  } catch (error) {
    store.close();
    throw error;
  }
}

const OVERTAKEN: JobError = {
  code: 'RESTORED',
  message: 'This job waited when the backup was taken that was put back. It may have been sent since, and have cost. Send it again, or count it as failed.',
  status: null,
};

/** What waited when the backup was taken may have been sent since: none of it goes out again before a person says so. */
function doubtWaiting(file: string): void {
  const database = new SqliteDatabase(file, { fileMustExist: true });
  try {
    database.pragma('foreign_keys = ON');
    database.transaction(() => {
      sweepUnfinished(database);
      database.prepare(`UPDATE job SET state = 'uncertain', revision = revision + 1, error = ? WHERE state = 'queued'`).run(JSON.stringify(OVERTAKEN));
      recount(database);
    })();
  } finally {
    database.close();
  }
}

function offering(error: AppError, backup: Backup | null): AppError {
  const offer = backup
    ? `The last good backup is of ${new Date(backup.at).toISOString().slice(0, 16).replace('T', ' ')} UTC. It can be put back: the damaged file is kept beside it, assets made since are found again by their files, and jobs that waited then are uncertain until you decide: they may have been sent since.`
    : 'There is no good backup. The library can be rebuilt from its files: `rebuild` on the command line.';
  return new AppError('WORKSPACE_BROKEN', `${error.message} ${offer}`, { backupAt: backup?.at ?? null }, error);
}
