import SqliteDatabase from 'better-sqlite3';
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DATABASE_FILE } from '../../../electron/engine/engine.ts';
import { readWorkspace } from '../../faults/checks/record.ts';
import { temporaryFolder } from '../store/support.ts';
import { plant, SHA256, type Planted } from './planted.ts';

/** A breach, and the one sentence that tells it. */
interface Breach {
  what: string;
  plant(workspace: Planted): void;
  tells: RegExp;
}

const sql =
  (text: string) =>
  ({ store }: Planted) =>
    void store.exec(text);
const part = ({ layout }: Planted, name: string) => {
  mkdirSync(layout.parts, { recursive: true });
  writeFileSync(join(layout.parts, name), 'half');
};
const MOVE = (id: number, state: string, from: string) => `
  UPDATE job SET state = '${state}' WHERE id = ${id};
  UPDATE batch_count SET jobs = jobs - 1 WHERE state = '${from}';
  INSERT INTO batch_count VALUES (1, '${state}', 1) ON CONFLICT DO UPDATE SET jobs = jobs + 1;`;

const BREACHES: Breach[] = [
  {
    what: 'a job that is not there',
    plant: sql(`DELETE FROM job WHERE id = 2; UPDATE batch_count SET jobs = 0 WHERE state = 'queued'`),
    tells: /^each job once: “two” has 0 jobs/,
  },
  { what: 'a job that is there twice', plant: sql(`UPDATE job SET input = '{"prompt":"three"}' WHERE id = 2`), tells: /^each job once: “three” has 2 jobs/ },
  { what: 'a job nobody enqueued', plant: ({ expected }) => void expected.prompts.pop(), tells: /^each job once: nobody enqueued “four”/ },
  { what: 'a job nobody works on', plant: sql(MOVE(2, 'submitting', 'queued')), tells: /^final or resumable: job 2 is submitting/ },
  { what: 'a download nobody continues', plant: sql(MOVE(1, 'collecting', 'done')), tells: /^final or resumable: job 1 is collecting/ },
  {
    what: 'an attempt that is still open',
    plant: sql(`UPDATE attempt SET outcome = 'open' WHERE id = 4`),
    tells: /^final or resumable: job 4 is failed, and an attempt is still open/,
  },
  {
    what: 'a job that is done by nothing',
    plant: sql(`UPDATE attempt SET outcome = 'refused' WHERE id = 2`),
    tells: /^final or resumable: job 1 is done by an attempt that is refused/,
  },
  {
    what: 'a job that is uncertain without a reason',
    plant: sql(`UPDATE attempt SET outcome = 'refused' WHERE id = 3`),
    tells: /^final or resumable: job 3 is uncertain, and its last attempt is not/,
  },
  {
    what: 'a run that is not recorded',
    plant: sql(`DELETE FROM attempt WHERE id = 4`),
    tells: /^accepted = recorded: “four” was accepted 1 times more than its attempts name, and 0 of these are uncertain/,
  },
  {
    what: 'a lost run that is taken for refused',
    plant: sql(`UPDATE attempt SET outcome = 'not-sent' WHERE id = 1`),
    tells: /^accepted = recorded: “one” was accepted 1 times more/,
  },
  {
    what: 'a run the server does not know',
    plant: sql(`UPDATE attempt SET remote_id = 'invented' WHERE id = 4`),
    tells: /^accepted = recorded: attempt 4 names run invented/,
  },
  {
    what: 'two attempts that name one run',
    plant: sql(`UPDATE attempt SET remote_id = 'found' WHERE id = 4`),
    tells: /^accepted = recorded: 2 attempts name run found/,
  },
  {
    what: 'a job sent twice unasked',
    plant: ({ expected }) => void (expected.resubmitted = 'never'),
    tells: /^never twice unasked: job 1 was sent again after an attempt that is uncertain/,
  },
  {
    what: 'a job accepted twice unasked',
    plant: ({ served }) => void served.runs.push({ remoteId: 'twice', prompt: 'four', hashes: [null], ended: true }),
    tells: /^never twice unasked: job 4 was accepted 2 times, and sent again by the user 0 times/,
  },
  {
    what: 'a job sent again after it was done',
    plant: sql(`UPDATE attempt SET outcome = 'done', remote_id = 'lost' WHERE id = 1`),
    tells: /^never twice unasked: job 1 was sent again after an attempt that is done/,
  },
  { what: 'a file that is gone', plant: ({ layout }) => rmSync(layout.asset(SHA256, 'png')), tells: /^bytes as served: asset \w+ is not on the disk/ },
  { what: 'a file cut short', plant: ({ layout }) => truncateSync(layout.asset(SHA256, 'png'), 3), tells: /^bytes as served: asset \w+ is not on the disk/ },
  {
    what: 'other bytes than were served',
    plant: ({ served }) => void (served.runs[1]!.hashes = ['ff']),
    tells: /^bytes as served: job 1 has \w+ where ff was served/,
  },
  {
    what: 'an output that is missing',
    plant: sql(`UPDATE output SET state = 'wanted', sha256 = NULL`),
    tells: /^bytes as served: job 1 has nothing where/,
  },
  { what: 'a sidecar that is missing', plant: ({ layout }) => rmSync(layout.sidecar(SHA256)), tells: /^bytes as served: asset \w+ has no sidecar/ },
  { what: 'a file without a row', plant: sql('DELETE FROM asset'), tells: /^bytes as served: .*png is no asset's file/ },
  {
    what: 'a run that is not in the log',
    plant: sql('DELETE FROM request WHERE id = 1'),
    tells: /^requests are logged: the server counted 4 runs, our log has 3/,
  },
  { what: 'counts that are off', plant: sql(`UPDATE batch_count SET jobs = 2 WHERE state = 'done'`), tells: /^sound database: the counts/ },
  {
    what: 'a row that refers to nothing',
    plant: sql(`PRAGMA foreign_keys = OFF; UPDATE request SET key_id = 9 WHERE id = 1`),
    tells: /^sound database: 1 rows refer to nothing/,
  },
  {
    what: 'an index that is off',
    plant: (workspace) => spoilIndex(workspace),
    tells: /^sound database: .*index/,
  },
  { what: 'half a download', plant: (workspace) => part(workspace, '4-0.part'), tells: /^nothing temporary: parts.4-0\.part is left/ },
  {
    what: 'half a sidecar',
    plant: ({ layout }) => writeFileSync(`${layout.sidecar(SHA256)}.tmp`, '{'),
    tells: /^nothing temporary: .*\.tmp is left/,
  },
  {
    what: 'a journal',
    plant: ({ folder }) => writeFileSync(join(folder, `${DATABASE_FILE}-journal`), ''),
    tells: /^nothing temporary: companion\.sqlite-journal is left/,
  },
];

/** An index without its rows, as a write that was lost leaves it. */
function spoilIndex({ store }: Planted): void {
  store.unsafeMode(true);
  store.pragma('writable_schema = ON');
  store.exec(`UPDATE sqlite_schema SET sql = replace(sql, '''uncertain''', '''done''') WHERE name = 'job_unsettled'`);
}

describe('the checks of the fault tests', () => {
  it('find nothing in a sound workspace', async () => {
    expect((await plant()).check()).toEqual([]);
  });

  it('find nothing in what an engine left that was killed before its first table', () => {
    const folder = temporaryFolder();
    const db = new SqliteDatabase(join(folder, DATABASE_FILE));
    db.pragma('journal_mode = WAL');
    db.close();
    const record = readWorkspace(folder);
    expect([record.jobs, record.unsound]).toEqual([[], []]);
  });

  it.each(BREACHES)('find $what', async ({ plant: breach, tells }) => {
    const workspace = await plant();
    breach(workspace);
    expect(workspace.check()).toContainEqual(expect.stringMatching(tells));
  });
});
