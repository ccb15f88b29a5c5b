import { outputsOf } from '../budget/outputs-of.ts';
import { toBudgetColumns } from '../budget/charge.ts';
import { atOnce } from '../in-turns.ts';
import type { Store } from '../store/open.ts';
import type { Chain } from './chain.ts';
import type { NewBatch } from './jobs.ts';
import { toWaitingJob } from './rows.ts';
import type { WaitingBatch, WaitingJob, WaitingList } from './waiting.ts';

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
  /** All of it within the transaction that is open, however long that takes; the id of the batch. */
  take(batch: NewBatch, now: number): number;
  /** Removes what was being written when the engine ended. */
  sweep(): void;
}

/** Jobs a turn, written by one statement: more would make a turn long beside a slice, and each costs a little less with more. */
const JOBS_A_TURN = 32;

/** Of its own: model, input, priority and origin. */
const VALUES_A_JOB = 4;

export function createIntake({ store, waiting, chain }: { store: Store; waiting: WaitingList; chain: Pick<Chain, 'link'> }): Intake {
  const sql = prepare(store);

  function begin(batch: NewBatch, now: number): Filling {
    const batchId = insertBatch(batch, now, 'filling');
    const written = createWriter(batch, batchId, now);
    return {
      batchId,
      jobs: () => written.jobs(),
      publish() {
        if (sql.publish.run(batchId).changes === 0) throw new Error(`batch ${batchId} was dropped before it was published`);
        written.show();
      },
      *drop() {
        while (sql.dropJobs.run(batchId, JOBS_A_TURN).changes > 0) yield;
        sql.dropBatch.run(batchId);
      },
    };
  }

  function take(batch: NewBatch, now: number): number {
    const batchId = insertBatch(batch, now, 'active');
    const written = createWriter(batch, batchId, now);
    atOnce(written.jobs());
    written.show();
    return batchId;
  }

  function insertBatch(batch: NewBatch, now: number, state: 'filling' | 'active'): number {
    return Number(sql.insertBatch.run(columnsOf(batch, now, state)).lastInsertRowid);
  }

  /** Writes the jobs of a batch, and then what is shown of it and waits. */
  function createWriter(batch: NewBatch, batchId: number, now: number): { jobs(): Generator<void>; show(): void } {
    const free: WaitingJob[] = [];

    function add(some: NewBatch['jobs'], first: number): void {
      const inputs = some.map((job) => JSON.stringify(job.input));
      const values: unknown[] = [];
      some.forEach(({ model, priority, origin }, index) => values.push(model, inputs[index], priority, origin ? JSON.stringify(origin) : null));
      const firstId = insert(values, some.length, { batchId, now, first });
      some.forEach((job, index) => enlist(job, firstId + index, first + index, inputs[index] ?? ''));
    }

    function enlist({ model, input, priority }: NewBatch['jobs'][number], id: number, number: number, text: string): void {
      if (mayWait(text) && chain.link({ id, batch_id: batchId, number }, input)) return;
      free.push(toWaitingJob({ id, number, model, priority, not_before: 0 }, outputsOf(input), batch.tryFirst));
    }

    return {
      *jobs() {
        for (let from = 0; from < batch.jobs.length; from += JOBS_A_TURN) {
          add(batch.jobs.slice(from, from + JOBS_A_TURN), from + 1);
          yield;
        }
      },
      show() {
        sql.count.run(batchId, batch.jobs.length);
        waiting.setBatch(waitingBatchOf(batch, batchId));
        waiting.addAll(batchId, free);
      },
    };
  }

  /** `values`: of all rows, one after the other. Ids of rows that one transaction writes to the end of a table follow each other; the id of the first. */
  function insert(values: readonly unknown[], rows: number, common: { batchId: number; now: number; first: number }): number {
    if (rows === JOBS_A_TURN) return Number(sql.insertTurn.run(values, common).lastInsertRowid) - rows + 1;
    let last = 0;
    for (let row = 0; row < rows; row++) {
      const own = values.slice(row * VALUES_A_JOB, (row + 1) * VALUES_A_JOB);
      last = Number(sql.insertJob.run(own, { ...common, first: common.first + row }).lastInsertRowid);
    }
    return last - rows + 1;
  }

  return { begin, take, sweep: () => sweepUnfinished(store) };
}

/** Removes batches that were being written, from a database that nobody writes to. */
export function sweepUnfinished(db: Pick<Store, 'exec'>): void {
  db.exec(`DELETE FROM batch WHERE state = 'filling'`);
}

function columnsOf(batch: NewBatch, now: number, state: 'filling' | 'active') {
  return {
    ...batch,
    state,
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

/** A new batch as its row would tell it. */
function waitingBatchOf({ endpoint, priority, source, labels, start, tryFirst }: NewBatch, id: number): Omit<WaitingBatch, 'jobs'> {
  const trialOnly = tryFirst !== undefined && tryFirst !== null;
  return { id, endpoint, priority, hand: source === 'hand', labels, paused: false, start: start ?? { kind: 'now' }, trialOnly };
}

/** Whether an input may name outputs of other jobs: told from its text, so that the thousands that name none cost nothing. */
function mayWait(input: string): boolean {
  return input.includes('output-of:');
}

function prepare(store: Store) {
  const values = (index: number) => `(@batchId, @first + ${index}, ?, ?, ?, ?, @now)`;
  const insertJobs = (rows: number) =>
    store.prepare<[readonly unknown[], object]>(
      `INSERT INTO job (batch_id, number, model, input, priority, origin, created_at) VALUES ${Array.from({ length: rows }, (_, index) => values(index)).join(', ')}`,
    );
  return {
    insertJob: insertJobs(1),
    insertTurn: insertJobs(JOBS_A_TURN),
    insertBatch: store.prepare(`
      INSERT INTO batch (name, source, endpoint, fingerprint, state, priority, labels, uncertain_rule, models, credits_estimated, credit_budget,
        budget_unknowns, templates, layout, start, try_first, stop_after, created_at)
      VALUES (@name, @source, @endpoint, @fingerprint, @state, @priority, @labels, @uncertainRule, @models, @creditsEstimated, @credit_budget,
        @budget_unknowns, @templates, @layout, @start, @tryFirst, @stopAfter, @now)`),
    publish: store.prepare(`UPDATE batch SET state = 'active' WHERE id = ? AND state = 'filling'`),
    count: store.prepare(`INSERT INTO batch_count (batch_id, state, jobs) VALUES (?, 'queued', ?)`),
    dropJobs: store.prepare('DELETE FROM job WHERE id IN (SELECT id FROM job WHERE batch_id = +? ORDER BY number DESC LIMIT +?)'),
    dropBatch: store.prepare('DELETE FROM batch WHERE id = ?'),
  };
}
