import { outputsOf } from '../budget/outputs-of.ts';
import { toBudgetColumns } from '../budget/charge.ts';
import type { ModelInput } from '../../../shared/domain.ts';
import type { Store } from '../store/open.ts';
import type { Chain } from './chain.ts';
import type { NewBatch } from './jobs.ts';
import { type BatchRow, toWaitingBatch, toWaitingJob } from './rows.ts';
import type { WaitingJob, WaitingList } from './waiting.ts';

/**
 * A batch that is being written, in as many transactions as it takes. Until it is published nobody is shown it and nothing of it is sent; what a
 * crash leaves of it is swept at the next start. All methods belong into a transaction of the queue's.
 */
export interface Filling {
  readonly batchId: number;
  /** Writes the jobs, a few each turn. */
  jobs(): Generator<void>;
  /** From now on it is a batch like any other: one small step, whatever its size. */
  publish(): void;
  /** Takes back what is written of it, some each turn. */
  drop(): Generator<void>;
}

export interface Intake {
  /** `now`: when it is enqueued, ms. */
  begin(batch: NewBatch, now: number): Filling;
  /** Removes what was being written when the engine ended. */
  sweep(): void;
}

/** Jobs a turn: a turn is to be short beside a slice. */
const JOBS_A_TURN = 8;

export function createIntake({ store, waiting, chain }: { store: Store; waiting: WaitingList; chain: Pick<Chain, 'link'> }): Intake {
  const sql = prepare(store);

  function begin(batch: NewBatch, now: number): Filling {
    const batchId = Number(sql.insertBatch.run(columnsOf(batch, now)).lastInsertRowid);
    const free: WaitingJob[] = [];

    function add(job: NewBatch['jobs'][number], number: number): void {
      const input = JSON.stringify(job.input);
      const origin = job.origin ? JSON.stringify(job.origin) : null;
      const id = Number(sql.insertJob.run(batchId, number, job.model, input, promptOf(job.input), job.priority, origin, now).lastInsertRowid);
      if (mayWait(input) && chain.link({ id, batch_id: batchId, number }, job.input)) return;
      free.push(toWaitingJob({ id, number, model: job.model, priority: job.priority, not_before: 0 }, outputsOf(job.input), batch.tryFirst));
    }

    return {
      batchId,
      *jobs() {
        for (const [index, job] of batch.jobs.entries()) {
          add(job, index + 1);
          if (index % JOBS_A_TURN === 0) yield;
        }
      },
      publish() {
        sql.publish.run(batchId);
        sql.count.run(batchId, batch.jobs.length);
        const row = sql.batch.get(batchId);
        if (!row) throw new Error(`batch ${batchId} was dropped before it was published`);
        waiting.setBatch(toWaitingBatch(row));
        waiting.addAll(batchId, free);
      },
      *drop() {
        while (sql.dropJobs.run(batchId, JOBS_A_TURN).changes > 0) yield;
        sql.dropBatch.run(batchId);
      },
    };
  }

  return { begin, sweep: () => sweepUnfinished(store) };
}

/** Removes batches that were being written, from a database that nobody writes to. */
export function sweepUnfinished(db: Pick<Store, 'exec'>): void {
  db.exec(`DELETE FROM batch WHERE state = 'filling'`);
}

function columnsOf(batch: NewBatch, now: number) {
  return {
    ...batch,
    ...toBudgetColumns(batch.creditBudget),
    labels: JSON.stringify(batch.labels),
    templates: JSON.stringify(batch.templates),
    layout: batch.layout === undefined || batch.layout.kind === 'list' ? null : JSON.stringify(batch.layout),
    models: JSON.stringify([...new Set(batch.jobs.map((job) => job.model))]),
    start: batch.start === undefined || batch.start.kind === 'now' ? null : JSON.stringify(batch.start),
    tryFirst: batch.tryFirst ?? null,
    stopAfter: batch.stopAfter ?? null,
    now,
  };
}

/** Whether an input may name outputs of other jobs: told from its text, so that the thousands that name none cost nothing. */
function mayWait(input: string): boolean {
  return input.includes('output-of:');
}

/** What lists show of an input: its prompt, or the text a speech model reads. */
export function promptOf(input: ModelInput): string | null {
  for (const field of ['prompt', 'text', 'script']) {
    const value = input[field];
    if (typeof value === 'string') return value;
  }
  return null;
}

function prepare(store: Store) {
  return {
    insertBatch: store.prepare(`
      INSERT INTO batch (name, source, endpoint, fingerprint, state, priority, labels, uncertain_rule, models, credits_estimated, credit_budget,
        budget_unknowns, templates, layout, start, try_first, stop_after, created_at)
      VALUES (@name, @source, @endpoint, @fingerprint, 'filling', @priority, @labels, @uncertainRule, @models, @creditsEstimated, @credit_budget,
        @budget_unknowns, @templates, @layout, @start, @tryFirst, @stopAfter, @now)`),
    insertJob: store.prepare('INSERT INTO job (batch_id, number, model, input, prompt, priority, origin, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    publish: store.prepare(`UPDATE batch SET state = 'active' WHERE id = ? AND state = 'filling'`),
    count: store.prepare(`INSERT INTO batch_count (batch_id, state, jobs) VALUES (?, 'queued', ?)`),
    batch: store.prepare<[number], BatchRow>(`SELECT * FROM batch WHERE id = ? AND state != 'filling'`),
    dropJobs: store.prepare('DELETE FROM job WHERE id IN (SELECT id FROM job WHERE batch_id = ? ORDER BY number DESC LIMIT ?)'),
    dropBatch: store.prepare('DELETE FROM batch WHERE id = ?'),
  };
}
