import type { Store } from '../../../electron/engine/store/open.ts';
import { payload } from './contestants.ts';

export interface History {
  jobs: number;
  keyIds: readonly number[];
  /** All of it happened within the day before, ms. */
  now: number;
}

const DAY_MS = 86_400_000;
const JOBS_A_BATCH = 5_000;

/** Jobs that are done, with their attempts, requests and outputs, as if the queue had worked on nothing else for a day. */
export function addFinished(store: Store, { jobs, keyIds, now }: History): void {
  if (jobs === 0) return;
  const input = JSON.stringify(payload(0));
  const values = { jobs, input, keys: JSON.stringify(keyIds), from: now - DAY_MS, step: DAY_MS / jobs, batch: JOBS_A_BATCH };
  // Nobody waits for it, and it is made anew when the machine fails.
  store.pragma('synchronous = OFF');
  store.transaction(() => {
    for (const sql of ROWS) store.prepare(sql).run(values);
  })();
  store.pragma('synchronous = FULL');
  store.pragma('wal_checkpoint(TRUNCATE)');
}

const NUMBERS = 'WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @jobs)';
const AT = 'CAST(@from + i * @step AS INTEGER)';

const ROWS = [
  `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE (i + 1) * @batch < @jobs)
   INSERT INTO batch (name, source, endpoint, models, credits_used, created_at) SELECT 'history ' || i, 'batch', 'api', '["fal-ai/flux/schnell"]', @batch, @from FROM n`,
  `${NUMBERS} INSERT INTO job (batch_id, number, model, input, state, attempt_id, credits, credits_source, created_at, submitted_at, finished_at)
   SELECT 1 + i / CAST(@batch AS INTEGER), 1 + i % CAST(@batch AS INTEGER), 'fal-ai/flux/schnell', @input, 'done', i + 1, 1, 'reported', @from, ${AT}, ${AT} FROM n`,
  `${NUMBERS} INSERT INTO attempt (job_id, number, key_id, mode, outcome, remote_id, started_at, accepted_at, finished_at, charge)
   SELECT i + 1, 1, json_extract(@keys, '$[' || (i % json_array_length(@keys)) || ']'), 'sync', 'done', 'past-' || i, ${AT}, ${AT}, ${AT}, 1000000 FROM n`,
  `${NUMBERS} INSERT INTO request (key_id, attempt_id, job_id, kind, sent_at, answered_at, outcome, status, limit_seen, remaining_seen)
   SELECT json_extract(@keys, '$[' || (i % json_array_length(@keys)) || ']'), i + 1, i + 1, 'run', ${AT}, ${AT}, 'ok', 200, 300, 150 FROM n`,
  `${NUMBERS} INSERT INTO output (attempt_id, position, url, kind, mime, state, sha256)
   SELECT i + 1, 0, 'https://outputs.example/' || i || '.webp', 'image', 'image/webp', 'home', lower(hex(randomblob(32))) FROM n`,
  `INSERT INTO batch_count (batch_id, state, jobs) SELECT batch_id, state, COUNT(*) FROM job GROUP BY batch_id, state`,
  `INSERT INTO done_minute (endpoint, minute, jobs, credits)
   SELECT 'api', finished_at - finished_at % 60000, COUNT(*), COUNT(*) * 1000000 FROM job GROUP BY finished_at - finished_at % 60000`,
] as const;
