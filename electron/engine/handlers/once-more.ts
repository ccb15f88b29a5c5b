import type { JobChange } from '../../../shared/contract.ts';
import { HELD } from '../../../shared/domain.ts';
import type { JobState } from '../../../shared/job-state.ts';
import { type JobRow, parseError } from '../queue/rows.ts';
import type { Rooms } from '../rooms.ts';
import type { JobChanges } from './job-changes.ts';

/** Lets jobs go on that had come to an end or wait for a decision. Each returns how many do. */
export interface OnceMore {
  retry(ids: readonly number[], change?: JobChange): number;
  /** Uncertain ones, whatever is known of them: it may cost twice. */
  resubmit(ids: readonly number[]): number;
  /** All uncertain ones of a batch but those that are held. */
  resubmitLost(batchId: number): number;
  release(ids: readonly number[]): number;
}

export function createOnceMore(rooms: Pick<Rooms, 'jobs' | 'ledger' | 'loop' | 'collector' | 'announcer' | 'clock'>, changing: JobChanges): OnceMore {
  const { jobs, ledger, loop, collector, announcer, clock } = rooms;

  function requeue(ids: readonly number[], from: readonly JobState[], change?: JobChange): number {
    const moved = jobs.transaction(() => {
      const queued = ids
        .toSorted((a, b) => a - b)
        .filter((id) => {
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
    if (job?.state === 'collecting') collector.collect(attempt.id);
    else loop.planPoll(attempt.id, attempt.key_id, clock.now());
  }

  return {
    retry,
    release,
    resubmit: (ids) => requeue(ids, ['uncertain']),
    resubmitLost: (batchId) =>
      requeue(
        jobs.idsInStates(batchId, ['uncertain']).filter((id) => !isHeldRow(jobs.job(id))),
        ['uncertain'],
      ),
  };
}

function isHeldRow(job: JobRow | null): boolean {
  return (job?.state === 'failed' || job?.state === 'uncertain') && parseError(job.error)?.code === HELD;
}
