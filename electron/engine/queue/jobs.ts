import type { BatchLayout, BatchStart, CreditBudget, Credits, EndpointName, JobError, ModelInput, UncertainRule } from '../../../shared/domain.ts';
import type { JobCounts, JobState } from '../../../shared/job-state.ts';
import type { BudgetColumns } from '../budget/charge.ts';
import { outputsOf } from '../budget/outputs-of.ts';
import type { Store } from '../store/open.ts';
import { createReading, type Reading } from '../store/reading.ts';
import type { JobOrigin } from './origin.ts';
import { createGroupCommit, type GroupCommit } from './group-commit.ts';
import { createIntake, type Intake } from './intake.ts';
import { type BatchRow, type JobRow, OF_PUBLISHED, parseError, PUBLISHED, toCounts, toWaitingBatch, toWaitingJob } from './rows.ts';
import type { Changeable } from './change-job.ts';
import { createChain } from './chain.ts';
import { createNeeds, type Need } from './needs.ts';
import { createTally } from './tally.ts';
import { type Move, stateAfter } from './transitions.ts';
import { type WaitingJob, WaitingList } from './waiting.ts';

export interface NewBatch {
  name: string;
  source: BatchRow['source'];
  endpoint: EndpointName;
  fingerprint: string | null;
  priority: number;
  labels: readonly string[];
  uncertainRule: UncertainRule;
  creditsEstimated: number | null;
  creditBudget: CreditBudget | null;
  start?: BatchStart;
  /** Only so many, the first, go out until it is released. */
  tryFirst?: number | null;
  stopAfter?: number | null;
  /** The templates that origins of jobs name by their place. */
  templates: readonly string[];
  layout?: BatchLayout | undefined;
  jobs: readonly { model: string; input: ModelInput; priority: number; origin?: JobOrigin | undefined }[];
}

/** What a move changes besides the state. What is absent stays as it is. */
export interface MovePatch {
  /** The attempt the mover holds: where the job has gone on with another, the move is refused. */
  holding?: number;
  attemptId?: number | null;
  notBefore?: number;
  error?: JobError | null;
  /** What this attempt took: it is added to what the job has cost so far. */
  credits?: Credits;
  submittedAt?: number | null;
  finishedAt?: number | null;
}

export interface Moved {
  jobId: number;
  batchId: number;
  /** The attempt it holds now. */
  attemptId: number | null;
  from: JobState;
  to: JobState;
}

export type BatchPatch = Partial<
  Pick<
    BatchRow,
    'state' | 'priority' | 'labels' | 'held' | 'name' | 'uncertain_rule' | 'cleared_at' | 'start' | 'try_first' | 'stop_after' | 'streak' | keyof BudgetColumns
  >
>;

/** The queue's tables: batches and jobs. Every change of a job's state passes `move`. */
export interface Jobs {
  readonly waiting: WaitingList;
  /** Runs `work` as one transaction; nothing of it stays when it throws. May be nested. */
  transaction<T>(work: () => T): T;
  /**
   * The same, without waiting for the disk: after a power cut it may be gone, unless a full one followed, which makes all before it durable. Only for
   * what nobody counts on yet.
   */
  draft<T>(work: () => T): T;
  /** Runs what only reads, of whatever tables, as one transaction. See `createReading`. */
  readonly reading: Reading;
  /** Runs `work` in the one transaction of this turn of the event loop; resolves once it is durable. It may be run twice. See `GroupCommit`. */
  readonly commit: GroupCommit['join'];
  /** The same, after all else that is stored this turn. */
  readonly commitLast: GroupCommit['joinLast'];
  /** In one transaction, however long that takes: `enqueue` does it in slices. */
  createBatch(batch: NewBatch, now: number): number;
  /** The same within the transaction that is open. */
  takeBatch: Intake['take'];
  /** Begins a batch that is written in several transactions. Call it inside one. */
  beginBatch: Intake['begin'];
  /** Removes what was being written of batches when the engine ended. Call it inside a transaction. */
  sweepUnfinished: Intake['sweep'];
  /** Moves what was written into the database's own file now, outside of a transaction, so that no later commit has to. */
  checkpoint(): void;
  /** Makes the move and tells what changed, or null where the table of moves or the claim forbids it. Call it inside a transaction. */
  move(jobId: number, move: Move, patch?: MovePatch): Moved | null;
  job(id: number): JobRow | null;
  batch(id: number): BatchRow | null;
  /** The model of a job; null: there is no such job. */
  modelOf(jobId: number): string | null;
  /** Which API a batch goes to; null: there is no such batch. */
  endpointOf(batchId: number): EndpointName | null;
  /** Whether a job's outputs are being brought home under that attempt. */
  isCollecting(jobId: number, attemptId: number): boolean;
  batchByFingerprint(fingerprint: string): BatchRow | null;
  updateBatch(id: number, patch: BatchPatch): void;
  /** What a queued job waits for besides its turn; jobs that wait for something are not in `waiting`. */
  needsOf(jobId: number): Need[];
  /** A queued job is to wait for this as well. Call it inside a transaction. */
  hold(jobId: number, need: Need): void;
  /** What jobs wait for is there: those that need nothing else wait for their turn again. Returns how many it was. Call it inside a transaction. */
  free(need: Need): number;
  /** What jobs wait for will not come: they end with that error. Returns how many. Call it inside a transaction. */
  deny(need: Need, error: JobError, now: number): number;
  /** All queued jobs that wait for something, for a look ahead: with the jobs whose outputs they wait for. */
  heldBack(): HeldJob[];
  /** Changes a queued job; false, and nothing happens, when it is not queued. Call it inside a transaction. */
  change(jobId: number, changed: Changeable): boolean;
  /** What a batch says of its models and its estimate, after its jobs were changed. */
  describeBatch(batchId: number, models: readonly string[], creditsEstimated: number | null): void;
  /** Ids of a batch's jobs in these states, in order. */
  idsInStates(batchId: number, states: readonly JobState[]): number[];
  /** Ids of all jobs in a state, oldest first. Only for states whose rows are few: not for `queued` or final ones. */
  unsettled(state: 'submitting' | 'running' | 'collecting' | 'uncertain'): number[];
  countCrash(jobId: number): void;
  /** It got through what the engine had ended at, or a person lets it go on. */
  clearCrashes(jobId: number): void;
  /** Takes note whether a job that is being sent or runs is to be given up. False where it is neither. */
  wishCancel(jobId: number, wish: boolean): boolean;
  /** The wall clock was set by so many ms: jobs put off until later wait as long as they would have. */
  clockJumped(byMs: number): void;
  counts(batchId: number): JobCounts;
  /** All jobs of a batch. */
  size(batchId: number): number;
}

/** A job that cannot be sent yet, whatever its turn. */
export interface HeldJob {
  batchId: number;
  job: WaitingJob;
  /** Ids of the jobs whose outputs it waits for. */
  after: number[];
}

/** Called inside the transaction for every move; must not throw and must only take note. */
export type MoveListener = (moved: Moved) => void;

/**
 * `onChanged`: a job's row says something else now without having moved. As the other: it only takes note. `onFailed` hears why a
 * transaction was rolled back.
 */
export function createJobs(
  store: Store,
  onMoved: MoveListener,
  onChanged: (jobId: number) => void = () => {},
  onFailed: (error: unknown) => void = () => {},
): Jobs {
  const waiting = new WaitingList();
  const needs = createNeeds(store);
  const tally = createTally(store);
  /** Transactions that are open, one within the other. */
  let depth = 0;
  const sql = prepare(store);
  const chain = createChain({ store, needs, job: (id) => sql.job.get(id) ?? null, move, free: enlist, onChanged });
  const intake = createIntake({ store, waiting, chain });
  const turns = createGroupCommit(transaction);
  const reading = createReading(store);

  fillWaiting();

  function fillWaiting(): void {
    waiting.clear();
    reading(() => sql.batchesWithWaiting.all().forEach(fillBatch));
  }

  function fillBatch(batch: BatchRow & { waiting: number }): void {
    waiting.setBatch(toWaitingBatch(batch));
    const rows = sql.waiting.all(batch.id, batch.waiting);
    waiting.addAll(
      batch.id,
      rows.map((row) => toWaitingJob(row, outputsOf({ num_images: row.asked }), batch.try_first)),
    );
  }

  function transaction<T>(work: () => T): T {
    // Before a nested one begins: what that one takes back is then only its own.
    tally.write();
    depth++;
    const before = waiting.changes;
    try {
      return store.transaction(() => {
        const value = work();
        tally.write();
        return value;
      })();
    } catch (error) {
      tally.forget();
      // What was taken from the list and rolled back in the database is put back by reading it anew: a nested one too, its caller may go on.
      // A name that is taken, or a wish that comes too late, touched no list: 100,000 jobs are not read for that.
      if (waiting.changes !== before) fillWaiting();
      onFailed(error);
      throw error;
    } finally {
      depth--;
    }
  }

  function draft<T>(work: () => T): T {
    store.exec('PRAGMA synchronous = NORMAL');
    try {
      return transaction(work);
    } finally {
      store.exec('PRAGMA synchronous = FULL');
    }
  }

  function move(jobId: number, name: Move, patch: MovePatch = {}): Moved | null {
    const row = sql.job.get(jobId);
    const to = row ? stateAfter(row.state, name) : null;
    if (!row || !to) return null;
    if (patch.holding !== undefined && row.attempt_id !== patch.holding) return null;
    const next = patched(row, to, patch);
    sql.update.run(next);
    tally.moved(row.batch_id, row.state, to, patch.credits?.amount ?? 0);
    if (depth === 0) tally.write();
    if (to === 'done' || (to === 'failed' && row.state !== 'uncertain' && row.state !== 'queued'))
      sql.streak.run({ batch: row.batch_id, kind: parseError(next.error)?.code ?? null });
    if (row.state === 'queued') waiting.remove(row.batch_id, jobId);
    if (to === 'queued') enlist(next);
    const moved = { jobId, batchId: row.batch_id, attemptId: next.attempt_id, from: row.state, to };
    onMoved(moved);
    chain.after(next, moved);
    return moved;
  }

  function countsOf(batchId: number): { state: JobState; jobs: number }[] {
    tally.write();
    return sql.counts.all(batchId);
  }

  function clockJumped(byMs: number): void {
    transaction(() => sql.putOff.run(byMs));
    fillWaiting();
  }

  /** Its turn counts from now on, unless it waits for something besides. */
  function enlist(row: JobRow): void {
    if (needs.any(row.id)) return;
    const batch = sql.batch.get(row.batch_id);
    if (batch) waiting.setBatch(toWaitingBatch(batch));
    waiting.add(row.batch_id, toWaitingJob(row, outputsOf(JSON.parse(row.input) as ModelInput), batch?.try_first));
  }

  function change(jobId: number, { model, input, priority, origin }: Changeable): boolean {
    const row = sql.job.get(jobId);
    if (row?.state !== 'queued') return false;
    sql.changeJob.run(model, JSON.stringify(input), priority, origin ?? null, jobId);
    waiting.remove(row.batch_id, jobId);
    chain.link(row, input);
    chain.feed(jobId);
    const now = sql.job.get(jobId);
    waiting.remove(row.batch_id, jobId);
    if (now?.state === 'queued') enlist(now);
    return true;
  }

  function hold(jobId: number, need: Need): void {
    const row = sql.job.get(jobId);
    if (row?.state !== 'queued') return;
    needs.add(jobId, need);
    waiting.remove(row.batch_id, jobId);
    onChanged(jobId);
  }

  function free(need: Need): number {
    const ids = needs.metForAll(need);
    for (const id of ids) {
      const row = sql.job.get(id);
      if (row?.state === 'queued') enlist(row);
      onChanged(id);
    }
    return ids.length;
  }

  function deny(need: Need, error: JobError, now: number): number {
    return needs.metForAll(need).filter((id) => move(id, 'starve', { error, finishedAt: now })).length;
  }

  function heldBack(): HeldJob[] {
    return sql.held.all().map((row) => ({
      batchId: row.batch_id,
      job: toWaitingJob(row, outputsOf({ num_images: row.asked })),
      after: needs.of(row.id).flatMap((need) => (need.kind === 'output' ? [need.parentId] : [])),
    }));
  }

  function updateBatch(id: number, patch: BatchPatch): void {
    const row = sql.batch.get(id);
    if (!row) return;
    const next = { ...row, ...patch };
    sql.updateBatch.run(next);
    waiting.setBatch(toWaitingBatch(next));
  }

  return {
    waiting,
    transaction,
    draft,
    reading,
    commit: turns.join,
    commitLast: turns.joinLast,
    createBatch: (batch, now) => transaction(() => intake.take(batch, now)),
    takeBatch: intake.take,
    beginBatch: intake.begin,
    sweepUnfinished: intake.sweep,
    checkpoint: () => void store.exec('PRAGMA wal_checkpoint(PASSIVE)'),
    move,
    updateBatch,
    change,
    needsOf: (jobId) => needs.of(jobId),
    hold,
    free,
    deny,
    heldBack,
    describeBatch: (id, models, creditsEstimated) => void sql.describeBatch.run(JSON.stringify(models), creditsEstimated, id),
    clockJumped,
    job: (id) => sql.job.get(id) ?? null,
    batch: (id) => sql.batch.get(id) ?? null,
    modelOf: (jobId) => sql.modelOf.get(jobId) ?? null,
    endpointOf: (batchId) => sql.endpointOf.get(batchId) ?? null,
    isCollecting: (jobId, attemptId) => sql.isCollecting.get(jobId, attemptId) !== undefined,
    batchByFingerprint: (fingerprint) => sql.byFingerprint.get(fingerprint) ?? null,
    idsInStates: (batchId, states) => states.flatMap((state) => sql.idsInState.all(batchId, state)),
    unsettled: (state) => sql.unsettled.all(state),
    countCrash: (jobId) => void sql.countCrash.run(jobId),
    clearCrashes: (jobId) => void sql.clearCrashes.run(jobId),
    wishCancel: (jobId, wish) => sql.wishCancel.run(wish ? 1 : 0, jobId).changes > 0,
    counts: (batchId) => toCounts(countsOf(batchId)),
    size: (batchId) => countsOf(batchId).reduce((sum, row) => sum + row.jobs, 0),
  };
}

function patched(row: JobRow, state: JobState, patch: MovePatch): JobRow {
  return {
    ...row,
    state,
    attempt_id: patch.attemptId === undefined ? row.attempt_id : patch.attemptId,
    not_before: patch.notBefore ?? row.not_before,
    error: patch.error === undefined ? row.error : patch.error && JSON.stringify(patch.error),
    ...spent(row, patch.credits),
    submitted_at: patch.submittedAt === undefined ? row.submitted_at : patch.submittedAt,
    finished_at: patch.finishedAt === undefined ? row.finished_at : patch.finishedAt,
    // The wish outlives the answer that says it runs, and nothing else.
    cancelling: state === 'running' ? row.cancelling : 0,
  };
}

/** Every attempt may cost: what the last one took comes on top. The sum is a fact only when all of it is. */
function spent({ credits, credits_source }: JobRow, more: Credits | undefined): Pick<JobRow, 'credits' | 'credits_source'> {
  if (!more) return { credits, credits_source };
  return { credits: (credits ?? 0) + more.amount, credits_source: credits_source === 'estimated' ? 'estimated' : more.source };
}

type WaitingRow = Pick<JobRow, 'id' | 'number' | 'model' | 'priority' | 'not_before'>;

/** Batches of which jobs wait, by their figures: no index holds waiting jobs, because each would enter and leave it. */
const WITH_WAITING = `(SELECT batch_id FROM batch_count WHERE state = 'queued' AND jobs > 0)`;

function prepare(store: Store) {
  return {
    job: store.prepare<[number], JobRow>('SELECT * FROM job WHERE id = ?'),
    batch: store.prepare<[number], BatchRow>(`SELECT * FROM batch WHERE id = ? AND ${PUBLISHED}`),
    modelOf: store.prepare<[number], string>('SELECT model FROM job WHERE id = ?').pluck(),
    endpointOf: store.prepare<[number], EndpointName>(`SELECT endpoint FROM batch WHERE id = ? AND ${PUBLISHED}`).pluck(),
    isCollecting: store.prepare<[number, number], 1>(`SELECT 1 FROM job WHERE id = ? AND state = 'collecting' AND attempt_id = ?`).pluck(),
    byFingerprint: store.prepare<[string], BatchRow>(`SELECT * FROM batch WHERE fingerprint = +? AND ${PUBLISHED} ORDER BY id DESC LIMIT 1`),
    update: store.prepare(`
      UPDATE job SET state = @state, revision = revision + 1, attempt_id = @attempt_id, not_before = @not_before, error = @error,
        credits = @credits, credits_source = @credits_source, submitted_at = @submitted_at, finished_at = @finished_at,
        cancelling = @cancelling
      WHERE id = @id`),
    updateBatch: store.prepare(`
      UPDATE batch SET state = @state, priority = @priority, labels = @labels, held = @held, name = @name, uncertain_rule = @uncertain_rule,
        cleared_at = @cleared_at, credit_budget = @credit_budget, budget_unknowns = @budget_unknowns, start = @start, try_first = @try_first,
        stop_after = @stop_after, streak = @streak, revision = revision + 1 WHERE id = @id`),
    streak: store.prepare(`
      UPDATE batch SET streak = CASE WHEN @kind IS NULL THEN 0 WHEN streak_kind IS @kind THEN streak + 1 ELSE 1 END, streak_kind = @kind
      WHERE id = @batch AND stop_after IS NOT NULL`),
    changeJob: store.prepare('UPDATE job SET model = ?, input = ?, priority = ?, origin = ?, revision = revision + 1 WHERE id = ?'),
    describeBatch: store.prepare('UPDATE batch SET models = ?, credits_estimated = ?, revision = revision + 1 WHERE id = ?'),
    idsInState: store.prepare<[number, string], number>('SELECT id FROM job WHERE batch_id = +? AND state = +? ORDER BY number').pluck(),
    unsettled: store
      .prepare<[string], number>(`SELECT id FROM job WHERE state = +? AND state IN ('submitting', 'running', 'collecting', 'uncertain') ORDER BY id`)
      .pluck(),
    putOff: store.prepare(`UPDATE job SET not_before = MAX(0, not_before + ?) WHERE batch_id IN ${WITH_WAITING} AND state = 'queued' AND not_before > 0`),
    countCrash: store.prepare('UPDATE job SET crashes = crashes + 1 WHERE id = ?'),
    clearCrashes: store.prepare('UPDATE job SET crashes = 0 WHERE id = ?'),
    wishCancel: store.prepare(`UPDATE job SET cancelling = ?, revision = revision + 1 WHERE id = ? AND state IN ('submitting', 'running')`),
    counts: store.prepare<[number], { state: JobState; jobs: number }>('SELECT state, jobs FROM batch_count WHERE batch_id = ?'),
    batchesWithWaiting: store.prepare<[], BatchRow & { waiting: number }>(
      `SELECT batch.*, jobs AS waiting FROM batch_count JOIN batch ON batch.id = batch_id WHERE batch_count.state = 'queued' AND jobs > 0 AND ${PUBLISHED}`,
    ),
    // From the end, until there are as many as wait: mostly those that are done come before them, maybe half a million.
    waiting: store.prepare<[number, number], WaitingRow & { asked: string | number | null }>(
      `SELECT id, number, model, priority, not_before, json_extract(input, '$.num_images') AS asked
       FROM (SELECT id, number, model, priority, not_before, input FROM job WHERE batch_id = +? AND state = 'queued' ORDER BY number DESC LIMIT +?) AS waiting
       WHERE NOT EXISTS (SELECT 1 FROM job_need WHERE job_id = waiting.id)`,
    ),
    held: store.prepare<[], WaitingRow & { batch_id: number; asked: string | number | null }>(
      `SELECT id, batch_id, number, model, priority, not_before, json_extract(input, '$.num_images') AS asked FROM job
       WHERE id IN (SELECT job_id FROM job_need) AND state = 'queued' AND ${OF_PUBLISHED} ORDER BY id`,
    ),
  };
}
