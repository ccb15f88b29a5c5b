import type { CallOutput } from '../../../shared/contract.ts';
import type { JobCounts } from '../../../shared/job-state.ts';
import type { JobRow } from '../queue/rows.ts';
import type { Rooms } from '../rooms.ts';
import { toCancelled } from './queue-undo.ts';

/** Ends what is not wanted any more; each can be taken back. */
export interface GivingUp {
  /** What waits of a batch. */
  batch(id: number): CallOutput<'batch.cancel'>;
  jobs(ids: readonly number[]): CallOutput<'job.cancel'>;
  /** Takes batches from the list in which nothing happens any more and nothing waits for a decision. */
  clear(ids: readonly number[]): CallOutput<'batch.clear'>;
}

export function createGivingUp(rooms: Pick<Rooms, 'jobs' | 'announcer' | 'clock' | 'runner' | 'undo'>): GivingUp {
  const { jobs, announcer, clock, undo } = rooms;

  function cancelBatch(id: number) {
    const state = jobs.batch(id)?.state ?? 'active';
    const now = clock.now();
    const result = jobs.transaction(() => {
      // What is made from others first, so that each is cancelled for itself.
      const moved = jobs
        .idsInStates(id, ['queued'])
        .toReversed()
        .filter((jobId) => jobs.move(jobId, 'cancel', { finishedAt: now }));
      jobs.updateBatch(id, { state: 'cancelled' });
      const subject = { batchId: id, state, jobs: toCancelled(moved.map((jobId) => ({ id: jobId, from: 'queued' }))) };
      return { cancelled: moved.length, undo: undo.note({ command: 'batch.cancel', things: moved.length, subject }) };
    });
    announcer.batch(id);
    return result;
  }

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

  /** Jobs that are not at the API are cancelled here; those that are there, or on the way, are given up there as soon as it can be. */
  function cancelJobs(ids: readonly number[]) {
    const now = clock.now();
    const result = jobs.transaction(() => {
      const cancelled = ids
        .toSorted((a, b) => b - a)
        .flatMap((id) => {
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

  return { batch: cancelBatch, jobs: cancelJobs, clear: clearBatches };
}

/** Nothing of it is at the API: cancelling it is ours alone. */
function isHere({ state }: JobRow): boolean {
  return state === 'queued' || state === 'uncertain' || state === 'collecting';
}

/** Nothing happens any more by itself, and nothing waits for a decision. */
function isOver(counts: JobCounts): boolean {
  return counts.queued + counts.submitting + counts.running + counts.collecting + counts.uncertain === 0;
}
