import type { BatchSummary, CallArgs } from '../../../shared/contract.ts';
import type { EndpointName } from '../../../shared/domain.ts';
import type { JobState } from '../../../shared/job-state.ts';
import { promptHolds } from '../queue/prompt-of.ts';
import { type JobRow, OF_PUBLISHED, toCounts } from '../queue/rows.ts';
import type { Store } from '../store/open.ts';

/** Reads pages of jobs and sums over batches. */
export interface JobList {
  page(filter: CallArgs<'job.list'>): { rows: JobRow[]; total: number };
  ids(filter: CallArgs<'job.ids'>): number[];
  /** How many of these jobs are in each state, and how many of each model. */
  census(ids: readonly number[]): { states: { state: JobState; jobs: number }[]; models: { model: string; endpoint: EndpointName; jobs: number }[] };
  summary(batchIds: readonly number[]): BatchSummary;
}

export function createJobList(store: Store): JobList {
  return {
    page(filter) {
      const { where, values } = conditions(filter);
      const rows = store
        .prepare<unknown[], JobRow>(`SELECT * FROM job ${where} ORDER BY ${ORDER} LIMIT ? OFFSET ?`)
        .all(...values, filter.limit, filter.offset);
      const total =
        store
          .prepare<unknown[], number>(`SELECT COUNT(*) FROM job ${where}`)
          .pluck()
          .get(...values) ?? 0;
      return { rows, total };
    },
    ids(filter) {
      const { where, values } = conditions(filter);
      return store
        .prepare<unknown[], number>(`SELECT id FROM job ${where} ORDER BY ${ORDER}`)
        .pluck()
        .all(...values);
    },
    census(ids) {
      const json = JSON.stringify(ids);
      return {
        states: store
          .prepare<[string], { state: JobState; jobs: number }>(`SELECT state, COUNT(*) AS jobs FROM job WHERE id IN ${THESE} GROUP BY state`)
          .all(json),
        models: store
          .prepare<[string], { model: string; endpoint: EndpointName; jobs: number }>(
            `SELECT model, endpoint, COUNT(*) AS jobs FROM job JOIN batch ON batch.id = batch_id WHERE job.id IN ${THESE} GROUP BY model, endpoint`,
          )
          .all(json),
      };
    },
    summary: (batchIds) => summarise(store, JSON.stringify(batchIds)),
  };
}

/** In the order of their batch: numbers are what people refer to. */
const ORDER = 'batch_id DESC, number';

const THESE = '(SELECT value FROM json_each(?))';

function conditions({ batchId, states, models, keyIds, text }: CallArgs<'job.ids'>): { where: string; values: unknown[] } {
  const parts: [string, unknown[]][] = [];
  if (batchId !== undefined) parts.push(['batch_id = ?', [batchId]]);
  if (states) parts.push([`state IN ${THESE}`, [JSON.stringify(states)]]);
  if (models) parts.push([`model IN ${THESE}`, [JSON.stringify(models)]]);
  if (keyIds) parts.push([`EXISTS (SELECT 1 FROM attempt WHERE attempt.id = job.attempt_id AND key_id IN ${THESE})`, [JSON.stringify(keyIds)]]);
  const prompt = text ? promptHolds(text) : null;
  if (prompt) parts.push([prompt.sql, prompt.values]);
  return { where: `WHERE ${[OF_PUBLISHED, ...parts.map(([sql]) => sql)].join(' AND ')}`, values: parts.flatMap(([, values]) => values) };
}

interface RequestSum {
  label: string;
  run: number;
  poll: number;
  total: number;
  refused: number;
  jobs: number;
}

function summarise(store: Store, ids: string): BatchSummary {
  const counts = store
    .prepare<[string], { state: JobState; jobs: number }>(
      'SELECT state, SUM(jobs) AS jobs FROM batch_count WHERE batch_id IN (SELECT value FROM json_each(?)) GROUP BY state',
    )
    .all(ids);
  const keys = store.prepare<[string, string, string, string], RequestSum>(KEY_SUMS).all(ids, ids, ids, ids);
  const sum = (read: (key: RequestSum) => number): number => keys.reduce((total, key) => total + read(key), 0);
  return {
    jobs: { ...toCounts(counts) },
    requests: { run: sum((key) => key.run), poll: sum((key) => key.poll), other: sum((key) => key.total - key.run - key.poll) },
    rateLimited: sum((key) => key.refused),
    creditsUsed:
      store.prepare<[string], number>('SELECT COALESCE(SUM(credits_used), 0) FROM batch WHERE id IN (SELECT value FROM json_each(?))').pluck().get(ids) ?? 0,
    assets: store.prepare<[string], number>(ASSETS).pluck().get(ids) ?? 0,
    keys: keys.map(({ label, total, refused, jobs }) => ({ label, requests: total, rateLimited: refused, jobs })),
  };
}

/**
 * Requests that batches caused, and those that asked keys about themselves or the catalog since the first of the batches was there: they
 * belong to no job, but they were spent beside it.
 */
const KEY_SUMS = `
  SELECT api_key.label, SUM(kind = 'run') AS run, SUM(kind IN ('poll')) AS poll, COUNT(*) AS total, SUM(status IS 429) AS refused,
    (SELECT COUNT(*) FROM job JOIN attempt ON attempt.id = job.attempt_id
     WHERE job.state = 'done' AND attempt.key_id = api_key.id AND job.batch_id IN (SELECT value FROM json_each(?))) AS jobs
  FROM request JOIN api_key ON api_key.id = request.key_id
  WHERE job_id IN (SELECT id FROM job WHERE batch_id IN (SELECT value FROM json_each(?)))
    OR (job_id IS NULL AND sent_at >= (SELECT MIN(created_at) FROM batch WHERE id IN (SELECT value FROM json_each(?)))
      AND api_key.endpoint IN (SELECT endpoint FROM batch WHERE id IN (SELECT value FROM json_each(?))))
  GROUP BY api_key.id ORDER BY api_key.id`;

const ASSETS = `
  SELECT COUNT(*) FROM output JOIN attempt ON attempt.id = output.attempt_id JOIN job ON job.id = attempt.job_id
  WHERE output.state = 'home' AND batch_id IN (SELECT value FROM json_each(?))`;
