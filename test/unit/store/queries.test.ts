import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/engine/store/open.ts';
import { createSpendReport } from '../../../electron/engine/board/spend.ts';
import { createJobs } from '../../../electron/engine/queue/jobs.ts';
import { createLedger } from '../../../electron/engine/queue/ledger.ts';
import { createMeters } from '../../../electron/engine/scheduler/meters.ts';
import { open } from './support.ts';

/** How SQLite would run each statement that the queue's rooms prepare. */
const plans = new Map<string, string[]>();

/** Statements that may read all of an index that holds few rows, and why. */
const MAY_SCAN = new Map([
  // Attempts that have not ended, as many as there are places at the API: for a start, and to find the runs of a model.
  ['SELECT attempt.* FROM attempt INDEXED BY attempt_open', 'attempt_open'],
  // Once a start, and when a clock was set: which batches have jobs that wait, by the figures of all.
  ['SELECT batch.*, jobs AS waiting FROM batch_count', 'batch_count'],
  // Of those, what waits of each: from the end of the batch, no more than wait, of which it takes what needs nothing else.
  ["SELECT id, number, model, priority, not_before, json_extract(input, '$.num_images') AS asked FROM (SELECT id, number", 'waiting'],
  ['UPDATE job SET not_before = MAX', 'batch_count'],
  // For a look ahead: what waits for an input, by the table that holds nothing else.
  ["SELECT id, batch_id, number, model, priority, not_before, json_extract(input, '$.num_images') AS asked FROM job WHERE id IN", 'job_need'],
  // Once a start: requests a crash left without an answer.
  [`SELECT * FROM request WHERE outcome = 'pending'`, 'request_pending'],
  // A report of credits: the jobs that ended since then, by their index, and no others.
  ['SELECT batch.id AS batch_id', 'ended'],
]);

/** The index of batches that are being written: one or two, and mostly none. */
const BEING_WRITTEN = 'batch_filling';

beforeEach(async () => {
  const store = await open({ file: ':memory:', now: 0 });
  fill(store);
  plans.clear();
  const prepare = store.prepare.bind(store);
  const explained = new Proxy(store, {
    get: (target, name) => {
      if (name !== 'prepare') {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (sql: string) => {
        plans.set(squeeze(sql), explain(store, sql));
        return prepare(sql);
      };
    },
  });
  const ledger = createLedger(explained, () => {});
  createJobs(explained, () => {});
  createSpendReport(explained);
  createMeters(
    explained,
    ledger,
    () => 0,
    () => 0,
  );
});

function mayScan(sql: string): string | undefined {
  return [...MAY_SCAN].find(([start]) => sql.startsWith(start))?.[1];
}

function squeeze(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ').trim();
}

function explain(store: Store, sql: string): string[] {
  return store
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replaceAll(/@\w+|\?/g, '1')}`)
    .all()
    .map((row) => row.detail);
}

/** Rows, but no statistics of them: a workspace has none (migration 021), so that its plans are these whatever it holds. */
function fill(store: Store): void {
  store.exec(`
    INSERT INTO api_key (label, endpoint, source, fingerprint, prefix, last4, created_at) VALUES ('one', 'api', 'vault', 'f', 'p', 'l', 0);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
      INSERT INTO batch (name, source, endpoint, created_at) SELECT 'b', 'batch', 'api', 0 FROM n;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
      INSERT INTO job (batch_id, number, model, input, state, created_at) SELECT 1, i, 'm', '{}', iif(i < 1500, 'done', 'queued'), 0 FROM n;
    INSERT INTO attempt (job_id, number, key_id, mode, outcome, started_at) SELECT id, 1, 1, 'sync', 'done', 0 FROM job;
    INSERT INTO request (key_id, attempt_id, job_id, kind, sent_at, outcome) SELECT 1, id, job_id, 'run', id, 'ok' FROM attempt;
    INSERT INTO output (attempt_id, position, url) SELECT id, 0, 'u' FROM attempt`);
}

describe('statements of the queue', () => {
  it('find their rows: none reads a table from end to end', () => {
    expect(plans.size).toBeGreaterThan(35);
    for (const [sql, plan] of plans) {
      const scans = plan.filter(
        (step) => step.startsWith('SCAN') && !step.includes('CONSTANT ROW') && !step.includes('VALUES CLAUSE') && !step.includes(BEING_WRITTEN),
      );
      const known = mayScan(sql);
      if (known === undefined) expect(scans, sql).toEqual([]);
      else for (const scan of scans) expect(scan, sql).toContain(known);
    }
  });

  it('are planned once, not for each value: where a plan may depend on one, it stands behind a sign', () => {
    const asked = [...plans.keys()].filter((sql) => /^SELECT .*(ORDER BY|JOIN|GROUP BY)/.test(sql));
    expect(asked.length).toBeGreaterThan(12);
    expect(asked.filter((sql) => /([=<>]|LIMIT|OFFSET) [?@]/.test(sql))).toEqual([]);
  });

  it('sort nothing but rows of the same millisecond: order comes from the indexes, and what is cut short is not read whole first', () => {
    const sorts = (plan: readonly string[]) => plan.filter((step) => step.includes('TEMP B-TREE') && !step.includes('LAST TERM'));
    for (const [sql, plan] of plans) if (!mayScan(sql) || sql.includes('LIMIT')) expect(sorts(plan), sql).toEqual([]);
  });
});
