import SqliteDatabase from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse, relative, sep } from 'node:path';
import { DATABASE_FILE } from '../../../electron/engine/engine.ts';
import { PART_SUFFIX, TEMPORARY_SUFFIX } from '../../../electron/engine/library/layout.ts';
import { OF_PUBLISHED } from '../../../electron/engine/queue/rows.ts';
import type { JobState } from '../../../shared/job-state.ts';
import type { AttemptView } from '../../../shared/domain.ts';

export interface JobRecord {
  id: number;
  state: JobState;
  prompt: string;
  attemptId: number | null;
}

export interface AttemptRecord {
  id: number;
  jobId: number;
  outcome: AttemptView['outcome'];
  /** The API's id of the run, where it was told. */
  remoteId: string | null;
}

export interface OutputRecord {
  attemptId: number;
  position: number;
  state: 'wanted' | 'home' | 'lost';
  sha256: string | null;
}

/** What a workspace holds once nobody has it open: the rows that tell of sending, and the files, read and hashed byte by byte. */
export interface WorkspaceRecord {
  jobs: JobRecord[];
  attempts: AttemptRecord[];
  outputs: OutputRecord[];
  assets: { sha256: string; extension: string }[];
  /** Asset files by path inside `assets/`, with the hash of their bytes. */
  files: Map<string, string>;
  /** Hashes that have a sidecar. */
  sidecars: Set<string>;
  /** Requests of kind `run` in our own log. */
  runsLogged: number;
  /** What the database says of itself: empty when it is sound. */
  unsound: string[];
  /** Files that only something under way may have, relative to the workspace. */
  temporary: string[];
}

/** Reads a workspace that no engine has open. Throws where there is no database. */
export function readWorkspace(workspace: string): WorkspaceRecord {
  // Before it is opened: to look at it must not tidy up after a crash.
  const temporary = filesUnder(workspace).filter(isTemporary);
  const db = new SqliteDatabase(join(workspace, DATABASE_FILE), { fileMustExist: true });
  try {
    return { ...rowsOf(db), ...filesOf(join(workspace, 'assets')), unsound: complaintsOf(db), temporary };
  } finally {
    db.close();
  }
}

/** Whether a key's last request was refused a connection, in a workspace that an engine may have open. */
export function readCutOff(workspace: string): boolean {
  const db = new SqliteDatabase(join(workspace, DATABASE_FILE), { readonly: true, fileMustExist: true });
  try {
    return db.prepare<[], number>(`SELECT count(*) FROM api_key WHERE last_error LIKE '%ECONNREFUSED%'`).pluck().get() !== 0;
  } finally {
    db.close();
  }
}

/** An engine that was killed at its very first step may have left a database without tables. */
function isEmpty(db: SqliteDatabase.Database): boolean {
  return db.pragma('user_version', { simple: true }) === 0;
}

function rowsOf(db: SqliteDatabase.Database) {
  if (isEmpty(db)) return { jobs: [], attempts: [], outputs: [], assets: [], runsLogged: 0 };
  return {
    jobs: db
      .prepare<[], JobRecord>(
        `SELECT id, state, coalesce(input ->> '$.prompt', '') AS prompt, attempt_id AS attemptId FROM job WHERE ${OF_PUBLISHED} ORDER BY id`,
      )
      .all(),
    attempts: db.prepare<[], AttemptRecord>('SELECT id, job_id AS jobId, outcome, remote_id AS remoteId FROM attempt ORDER BY job_id, number').all(),
    outputs: db.prepare<[], OutputRecord>('SELECT attempt_id AS attemptId, position, state, sha256 FROM output ORDER BY attempt_id, position').all(),
    assets: db.prepare<[], { sha256: string; extension: string }>('SELECT sha256, extension FROM asset').all(),
    runsLogged: db.prepare<[], number>(`SELECT count(*) FROM request WHERE kind = 'run'`).pluck().get() ?? 0,
  };
}

function filesOf(assets: string): Pick<WorkspaceRecord, 'files' | 'sidecars'> {
  const all = filesUnder(assets);
  const isSidecar = (path: string) => path.endsWith('.json');
  return {
    files: new Map(all.filter((path) => !isSidecar(path)).map((path) => [path, sha256Of(join(assets, path))])),
    sidecars: new Set(all.filter(isSidecar).map((path) => parse(path).name)),
  };
}

const RECOUNT = `SELECT batch_id, state, count(*) AS jobs FROM job WHERE ${OF_PUBLISHED} GROUP BY batch_id, state ORDER BY batch_id, state`;
const COUNTED = 'SELECT batch_id, state, jobs FROM batch_count WHERE jobs != 0 ORDER BY batch_id, state';

function complaintsOf(db: SqliteDatabase.Database): string[] {
  const said = db.prepare<[], string>('PRAGMA integrity_check').pluck().all();
  const dangling = db.pragma('foreign_key_check') as unknown[];
  const countsAgree = isEmpty(db) || JSON.stringify(db.prepare(RECOUNT).all()) === JSON.stringify(db.prepare(COUNTED).all());
  return [
    ...said.filter((line) => line !== 'ok'),
    ...(dangling.length > 0 ? [`${dangling.length} rows refer to nothing`] : []),
    ...(countsAgree ? [] : ['the counts of batches are not those of their jobs']),
  ];
}

/** Endings of the library's, of SQLite's journals, and whatever lies among the parts. */
function isTemporary(path: string): boolean {
  return path.startsWith(`parts${sep}`) || [PART_SUFFIX, TEMPORARY_SUFFIX, '-wal', '-shm', '-journal'].some((ending) => path.endsWith(ending));
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
