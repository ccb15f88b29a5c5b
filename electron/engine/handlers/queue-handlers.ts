import type { CallArgs, CallOutput, JobChange } from '../../../shared/contract.ts';
import { HELD } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { JobCounts, JobState } from '../../../shared/job-state.ts';
import type { EndpointName } from '../../../shared/domain.ts';
import type { Rooms } from '../rooms.ts';
import { type JobRow, parseError, toCounts } from '../queue/rows.ts';
import { checkInputs } from './check-inputs.ts';
import { createJobChanges } from './job-changes.ts';
import { createJobList, type JobList } from './job-list.ts';
import { toCancelled } from './queue-undo.ts';
import type { Handlers } from './types.ts';

type QueueCall =
  | 'batch.create'
  | 'batch.summary'
  | 'batch.pause'
  | 'batch.resume'
  | 'batch.cancel'
  | 'batch.setPriority'
  | 'batch.setLabels'
  | 'batch.update'
  | 'batch.clear'
  | 'queue.pause'
  | 'queue.resume'
  | 'job.list'
  | 'job.ids'
  | 'job.census'
  | 'job.update'
  | 'job.get'
  | 'job.cancel'
  | 'job.retry'
  | 'job.resolve'
  | 'job.release';

export function queueHandlers(rooms: Rooms): Handlers<QueueCall> {
  const { jobs, ledger, loop, views, announcer, clock, settings, undo } = rooms;
  const list = createJobList(rooms.store);
  const changing = createJobChanges(rooms);

  function createBatch(input: CallArgs<'batch.create'>) {
    const existing = input.fingerprint === undefined ? null : jobs.batchByFingerprint(input.fingerprint);
    if (existing) return { batchId: existing.id, jobs: jobs.size(existing.id), existing: true };
    const endpoint = rooms.endpoint();
    checkInputs(rooms, endpoint, input.jobs);
    // One model, one id: the library then has one entry for it, whichever of its ids was typed.
    const drafts = input.jobs.map((job) => ({ ...job, model: rooms.catalog.get(endpoint, job.model)?.id ?? job.model }));
    const batchId = jobs.createBatch(
      { ...input, jobs: drafts, endpoint, fingerprint: input.fingerprint ?? null, creditsEstimated: estimate(rooms, endpoint, input.jobs) },
      clock.now(),
    );
    if (input.source === 'hand') loop.handWork();
    announcer.batch(batchId);
    loop.poke();
    return { batchId, jobs: input.jobs.length, existing: false };
  }

  /** NOT_FOUND unless there is such a batch. */
  function batchRow(id: number) {
    const row = jobs.batch(id);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such batch any more.', { batchId: id });
    return row;
  }

  function updateBatch(id: number, patch: Parameters<typeof jobs.updateBatch>[1]): null {
    batchRow(id);
    jobs.transaction(() => jobs.updateBatch(id, patch));
    announcer.batch(id);
    rooms.forecaster.poke();
    loop.poke();
    return null;
  }

  function cancelBatch(id: number) {
    const { state } = batchRow(id);
    const now = clock.now();
    const result = jobs.transaction(() => {
      const moved = jobs.idsInStates(id, ['queued']).filter((jobId) => jobs.move(jobId, 'cancel', { finishedAt: now }));
      jobs.updateBatch(id, { state: 'cancelled' });
      const subject = { batchId: id, state, jobs: toCancelled(moved.map((jobId) => ({ id: jobId, from: 'queued' }))) };
      return { cancelled: moved.length, undo: undo.note({ command: 'batch.cancel', things: moved.length, subject }) };
    });
    announcer.batch(id);
    return result;
  }

  /** Takes batches from the list in which nothing happens any more and nothing waits for a decision. */
  function clearBatches(ids: readonly number[]) {
    const now = clock.now();
    const cleared = jobs.transaction(() => {
      const over = ids.filter((id) => jobs.batch(id)?.cleared_at === null && isOver(jobs.counts(id)));
      for (const id of over) jobs.updateBatch(id, { cleared_at: now });
      return { over, undo: undo.note({ command: 'batch.clear', things: over.length, subject: { batches: over } }) };
    });
    for (const id of cleared.over) announcer.batchRemoved(id);
    return { cleared: cleared.over.length, undo: cleared.undo };
  }

  /** A rule that sends lost jobs again also does so with those that wait for a decision now; held ones stay held. */
  function editBatch({ id, name, uncertainRule }: CallArgs<'batch.update'>): null {
    updateBatch(id, { ...(name === undefined ? {} : { name }), ...(uncertainRule === undefined ? {} : { uncertain_rule: uncertainRule }) });
    if (uncertainRule !== 'resubmit') return null;
    const waiting = jobs.idsInStates(id, ['uncertain']).filter((jobId) => !isHeldRow(jobs.job(jobId)));
    if (waiting.length > 0) requeue(waiting, ['uncertain']);
    return null;
  }

  /** Jobs that are not at the API are cancelled here; those that are there, or on the way, are given up there as soon as it can be. */
  function cancelJobs(ids: readonly number[]) {
    const now = clock.now();
    const result = jobs.transaction(() => {
      const cancelled = ids.flatMap((id) => {
        const job = jobs.job(id);
        if (!job) return [];
        const done = isHere(job) ? jobs.move(id, 'cancel', { finishedAt: now }) !== null : job.cancelling === 0 && jobs.wishCancel(id, true);
        return done ? [{ id, from: job.state, attemptId: job.attempt_id }] : [];
      });
      return { cancelled, undo: undo.note({ command: 'job.cancel', things: cancelled.length, subject: toCancelled(cancelled) }) };
    });
    for (const { id, from, attemptId } of result.cancelled) {
      announcer.job(id);
      if (from === 'running' && attemptId !== null) rooms.runner.cancel(attemptId);
    }
    return { cancelled: result.cancelled.length, undo: result.undo };
  }

  function requeue(ids: readonly number[], from: readonly JobState[], change?: JobChange): number {
    const moved = jobs.transaction(() => {
      const queued = ids.filter((id) => {
        const job = jobs.job(id);
        if (!job || !from.includes(job.state)) return false;
        jobs.clearCrashes(id);
        return jobs.move(id, 'requeue', { attemptId: null, notBefore: 0, error: null, finishedAt: null });
      });
      if (change && queued.length > 0) changing.update(queued, change);
      return queued;
    });
    reviveBatches(moved);
    return moved.length;
  }

  /** Their batches work again, also where they were cancelled or cleared. */
  function reviveBatches(moved: readonly number[]): void {
    for (const batchId of new Set(moved.flatMap((id) => jobs.job(id)?.batch_id ?? []))) {
      const batch = jobs.batch(batchId);
      if (batch?.state === 'cancelled' || (batch && batch.cleared_at !== null))
        jobs.updateBatch(batchId, { state: batch.state === 'cancelled' ? 'active' : batch.state, cleared_at: null });
      announcer.batch(batchId);
    }
    loop.poke();
  }

  /** Failed and cancelled jobs are sent again; those held after crashes go on where they were, which costs nothing, unless they are changed. */
  function retry(ids: readonly number[], change?: JobChange): number {
    const held = change ? [] : ids.filter((id) => jobs.job(id)?.state === 'failed' && isHeldRow(jobs.job(id)));
    return (held.length > 0 ? release(held) : 0) + requeue(ids, ['failed', 'cancelled'], change);
  }

  /** Held jobs go on: fetched, asked for, or (where nobody knows whether it was sent) sent again. */
  function release(ids: readonly number[]): number {
    const held = ids.filter((id) => isHeldRow(jobs.job(id)));
    const resumed = jobs.transaction(() => held.filter((id) => resume(id)));
    for (const id of resumed) goOn(jobs.job(id));
    const resent = requeue(held, ['uncertain']);
    reviveBatches(resumed);
    return resumed.length + resent;
  }

  function resume(id: number): boolean {
    const attempt = ledger.attempt(jobs.job(id)?.attempt_id ?? 0);
    if (!attempt || jobs.job(id)?.state !== 'failed') return false;
    jobs.clearCrashes(id);
    return jobs.move(id, attempt.outcome === 'done' ? 'recollect' : 'rejoin', { holding: attempt.id, error: null, finishedAt: null }) !== null;
  }

  function goOn(job: JobRow | null): void {
    const attempt = ledger.attempt(job?.attempt_id ?? 0);
    if (!attempt) return;
    if (job?.state === 'collecting') rooms.collector.collect(attempt.id);
    else loop.planPoll(attempt.id, attempt.key_id, clock.now());
  }

  function countAsFailed(ids: readonly number[]): number {
    const now = clock.now();
    return jobs.transaction(() => ids.filter((id) => jobs.job(id)?.state === 'uncertain' && jobs.move(id, 'fail', { finishedAt: now }))).length;
  }

  function setPaused(on: boolean): null {
    settings.set('paused', on);
    loop.pause(on);
    rooms.forecaster.poke();
    announcer.status();
    for (const batch of jobs.waiting.batches()) if (batch.jobs.length > 0) announcer.batch(batch.id);
    return null;
  }

  return {
    'batch.create': createBatch,
    'batch.summary': ({ ids }) => list.summary(ids),
    'batch.pause': ({ id }) => updateBatch(id, { state: 'paused' }),
    'batch.resume': ({ id }) => updateBatch(id, { state: 'active' }),
    'batch.cancel': ({ id }) => cancelBatch(id),
    'batch.update': editBatch,
    'batch.clear': ({ ids }) => clearBatches(ids),
    'batch.setPriority': ({ id, priority }) => updateBatch(id, { priority }),
    'batch.setLabels': ({ id, labels }) => updateBatch(id, { labels: JSON.stringify([...new Set(labels)]) }),
    'queue.pause': () => setPaused(true),
    'queue.resume': () => setPaused(false),
    'job.list': (filter) => {
      const { rows, total } = list.page(filter);
      return { jobs: rows.map((row) => views.jobView(row)), total };
    },
    'job.ids': (filter) => ({ ids: list.ids(filter) }),
    'job.census': ({ ids }) => census(rooms, list.census(ids)),
    'job.update': ({ ids, change }) => changing.update(ids, change),
    'job.get': ({ id }) => {
      const detail = views.jobDetail(id);
      if (!detail) throw new AppError('NOT_FOUND', 'There is no such job any more.', { jobId: id });
      return detail;
    },
    'job.cancel': ({ ids }) => cancelJobs(ids),
    'job.retry': ({ ids, change }) => ({ queued: retry(ids, change) }),
    'job.resolve': ({ ids, decision }) => ({ resolved: decision === 'resubmit' ? requeue(ids, ['uncertain']) : countAsFailed(ids) }),
    'job.release': ({ ids }) => ({ released: release(ids) }),
  };
}

/** Nothing of it is at the API: cancelling it is ours alone. */
function isHere({ state }: JobRow): boolean {
  return state === 'queued' || state === 'uncertain' || state === 'collecting';
}

function isHeldRow(job: JobRow | null): boolean {
  return (job?.state === 'failed' || job?.state === 'uncertain') && parseError(job.error)?.code === HELD;
}

/** Nothing happens any more by itself, and nothing waits for a decision. */
function isOver(counts: JobCounts): boolean {
  return counts.queued + counts.submitting + counts.running + counts.collecting + counts.uncertain === 0;
}

/** The catalog's price of all jobs; unknown when any of them is. */
function estimate({ catalog }: Rooms, endpoint: EndpointName, drafts: CallArgs<'batch.create'>['jobs']): number | null {
  const prices = new Map<string, number | null>();
  let total = 0;
  for (const { model } of drafts) {
    if (!prices.has(model)) prices.set(model, catalog.get(endpoint, model)?.creditsPerRun ?? null);
    const price = prices.get(model) ?? null;
    if (price === null) return null;
    total += price;
  }
  return total;
}

/** What sending these jobs would cost by the catalog, beside how many are in each state. */
function census({ catalog }: Rooms, { states, models }: ReturnType<JobList['census']>): CallOutput<'job.census'> {
  let credits = 0;
  let unpriced = 0;
  for (const { model, endpoint, jobs } of models) {
    const price = catalog.get(endpoint, model)?.creditsPerRun ?? null;
    if (price === null) unpriced += jobs;
    else credits += price * jobs;
  }
  return { counts: { ...toCounts(states) }, credits, unpriced };
}
