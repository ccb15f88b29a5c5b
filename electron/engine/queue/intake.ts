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

/** Jobs a turn, written by one statement: a turn is to be short beside a slice. */
const JOBS_A_TURN = 8;

export function createIntake({ store, waiting, chain }: { store: Store; waiting: WaitingList; chain: Pick<Chain, 'link'> }): Intake {
  const sql = prepare(store);

  function begin(batch: NewBatch, now: number): Filling {
    const batchId = Number(sql.insertBatch.run(columnsOf(batch, now)).lastInsertRowid);
    const free: WaitingJob[] = [];

    function add(some: NewBatch['jobs'], firstNumber: number): void {
      const inputs = some.map((job) => JSON.stringify(job.input));
      const rows = some.map(({ model, input, priority, origin }, index) => [
        ...[batchId, firstNumber + index, model, inputs[index], promptOf(input), priority],
        ...[origin ? JSON.stringify(origin) : null, now],
      ]);
      const firstId = insert(rows);
      some.forEach((job, index) => enlist(job, firstId + index, firstNumber + index, inputs[index] ?? ''));
    }

    /** Ids of rows that one transaction writes to the end of a table follow each other. The id of the first. */
    function insert(rows: readonly unknown[][]): number {
      const whole = rows.length === JOBS_A_TURN;
      const written = whole ? [sql.insertTurn.run(rows.flat())] : rows.map((row) => sql.insertJob.run(row));
      return Number(written.at(-1)?.lastInsertRowid) - rows.length + 1;
    }

    function enlist({ model, input, priority }: NewBatch['jobs'][number], id: number, number: number, text: string): void {
      if (mayWait(text) && chain.link({ id, batch_id: batchId, number }, input)) return;
      free.push(toWaitingJob({ id, number, model, priority, not_before: 0 }, outputsOf(input), batch.tryFirst));
    }

    return {
      batchId,
      *jobs() {
        for (let from = 0; from < batch.jobs.length; from += JOBS_A_TURN) {
          add(batch.jobs.slice(from, from + JOBS_A_TURN), from + 1);
          yield;
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
  const insertJobs = (rows: number) =>
    store.prepare(
      `INSERT INTO job (batch_id, number, model, input, prompt, priority, origin, created_at) VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
    );
  return {
    insertJob: insertJobs(1),
    insertTurn: insertJobs(JOBS_A_TURN),
    insertBatch: store.prepare(`
      INSERT INTO batch (name, source, endpoint, fingerprint, state, priority, labels, uncertain_rule, models, credits_estimated, credit_budget,
        budget_unknowns, templates, layout, start, try_first, stop_after, created_at)
      VALUES (@name, @source, @endpoint, @fingerprint, 'filling', @priority, @labels, @uncertainRule, @models, @creditsEstimated, @credit_budget,
        @budget_unknowns, @templates, @layout, @start, @tryFirst, @stopAfter, @now)`),
    publish: store.prepare(`UPDATE batch SET state = 'active' WHERE id = ? AND state = 'filling'`),
    count: store.prepare(`INSERT INTO batch_count (batch_id, state, jobs) VALUES (?, 'queued', ?)`),
    batch: store.prepare<[number], BatchRow>(`SELECT * FROM batch WHERE id = ? AND state != 'filling'`),
    dropJobs: store.prepare('DELETE FROM job WHERE id IN (SELECT id FROM job WHERE batch_id = ? ORDER BY number DESC LIMIT ?)'),
    dropBatch: store.prepare('DELETE FROM batch WHERE id = ?'),
  };
}
