import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createMediaRecords } from '../../../electron/engine/media/media-records.ts';
import { createLedger } from '../../../electron/engine/queue/ledger.ts';
import { MIGRATIONS } from '../../../electron/engine/store/migrations.ts';
import type { Store } from '../../../electron/engine/store/open.ts';
import { freshStore } from '../../support/fresh-store.ts';
import { open, temporaryFolder } from '../store/support.ts';

/** The last version that had every output in an index by its hash. */
const BEFORE = 30;

/** Jobs of one key and one batch, each answered, with an output that is to come home: job n ended at n * 1000 ms. */
function addJobs(store: Store, jobs: number): void {
  store.exec(`
    INSERT INTO api_key (label, endpoint, source, fingerprint, prefix, last4, created_at) VALUES ('one', 'api', 'vault', 'f', 'p', 'l', 0);
    INSERT INTO batch (name, source, endpoint, created_at) VALUES ('b', 'batch', 'api', 0)`);
  for (let id = 1; id <= jobs; id++) {
    store.prepare(`INSERT INTO job (batch_id, number, model, input, state, attempt_id, created_at) VALUES (1, ?, 'm', '{}', 'done', ?, 0)`).run(id, id);
    store
      .prepare(`INSERT INTO attempt (job_id, number, key_id, mode, outcome, started_at, finished_at) VALUES (?, 1, 1, 'sync', 'done', 0, ?)`)
      .run(id, id * 1_000);
    store.prepare(`INSERT INTO output (attempt_id, position, url) VALUES (?, 0, ?)`).run(id, `https://api.example/${id}`);
  }
}

function addAsset(store: Store, sha256: string, { jobId, imported = 0 }: { jobId: number | null; imported?: 0 | 1 }): void {
  store
    .prepare(
      `INSERT INTO asset (sha256, kind, mime, extension, bytes, created_at, endpoint, job_id, model, model_name, imported)
       VALUES (?, 'image', 'image/webp', 'webp', 1, 0, 'api', ?, 'm', 'M', ?) ON CONFLICT DO NOTHING`,
    )
    .run(sha256, jobId, imported);
}

type Home = (attemptId: number, sha256: string) => void;

/** What may lie between an output and the row of its bytes. */
function live(store: Store, home: Home): void {
  addJobs(store, 7);
  const comes = (jobId: number, sha256: string) => {
    addAsset(store, sha256, { jobId });
    home(jobId, sha256);
  };
  comes(1, 'once');
  comes(2, 'twice');
  comes(3, 'twice');
  addAsset(store, 'imported', { jobId: null, imported: 1 });
  comes(4, 'imported');
  comes(5, 'gone');
  comes(6, 'came again');
  store.exec(`DELETE FROM asset WHERE sha256 IN ('gone', 'came again')`);
  comes(7, 'came again');
}

const LATEST = { once: 1, twice: 3, imported: 4, gone: 5, 'came again': 7 };

function expectFound(store: Store): void {
  const records = createMediaRecords(store);
  for (const [sha256, job] of Object.entries(LATEST))
    expect(records.addressOf(sha256, 'api'), sha256).toEqual({ url: `https://api.example/${job}`, madeAt: job * 1_000 });
  expect(records.addressOf('never', 'api')).toBeNull();
}

/** Outputs that the index holds: few, or it would be what it took the place of. */
const strays = (store: Store) => store.prepare<[], number>('SELECT attempt_id FROM output WHERE stray = 1 ORDER BY attempt_id').pluck().all();

it('where the API has an asset is known, whichever job made it first and whatever became of its row', async () => {
  const store = await freshStore();
  const ledger = createLedger(store, () => {});
  live(store, (attemptId, sha256) => ledger.outputHome(attemptId, 0, sha256));
  expectFound(store);
  expect(strays(store)).toEqual([3, 4, 5, 6]);
  store.close();
});

it('and of outputs that came home under an earlier version', async () => {
  const file = join(temporaryFolder(), 'companion.sqlite');
  const old = await open({ file, now: 0, migrations: MIGRATIONS.filter(({ version }) => version <= BEFORE) });
  live(old, (attemptId, sha256) => void old.prepare(`UPDATE output SET state = 'home', sha256 = ? WHERE attempt_id = ?`).run(sha256, attemptId));
  old.close();
  const store = await open({ file, now: 0 });
  expectFound(store);
  // Of what came twice both are kept: which one the row names is not looked up.
  expect(strays(store)).toEqual([2, 3, 4, 5, 6, 7]);
});
