import type { JobState } from '../../../shared/job-state.ts';
import type { BatchRow, JobRow } from '../queue/rows.ts';
import type { Rooms } from '../rooms.ts';
import { fromRanges, type Ranges, toRanges } from '../undo/ranges.ts';
import type { Undoers, Undone } from './undo-handlers.ts';

/** Jobs that a command cancelled, by the state they were in. */
export type Cancelled = Partial<Record<JobState, Ranges>>;

export interface CancelledBatch {
  batchId: number;
  state: BatchRow['state'];
  jobs: Cancelled;
}

export function toCancelled(jobs: readonly { id: number; from: JobState }[]): Cancelled {
  const byState = new Map<JobState, number[]>();
  for (const { id, from } of jobs) {
    const ids = byState.get(from);
    if (ids) ids.push(id);
    else byState.set(from, [id]);
  }
  return Object.fromEntries([...byState].map(([state, ids]) => [state, toRanges(ids)]));
}

/** How commands of the queue are taken back: what has not gone on since is as it was. */
export function queueUndoers(rooms: Pick<Rooms, 'jobs' | 'runner' | 'collector' | 'announcer' | 'loop' | 'forecaster'>): Undoers {
  const { jobs, runner, collector, announcer, loop, forecaster } = rooms;

  /** True where the job is again as it was. */
  function bringBack(job: JobRow, from: JobState): boolean {
    switch (from) {
      case 'queued':
        return jobs.move(job.id, 'requeue', { finishedAt: null }) !== null;
      case 'uncertain':
        return jobs.move(job.id, 'doubt', { finishedAt: null }) !== null;
      case 'collecting':
        return jobs.move(job.id, 'recollect', { finishedAt: null }) !== null;
      default:
        return false;
    }
  }

  function bringAllBack(cancelled: Cancelled): Undone {
    const wanted = Object.entries(cancelled).flatMap(([from, ranges]) => fromRanges(ranges).map((id) => ({ id, from: from as JobState })));
    const back = wanted.flatMap(({ id, from }) => {
      const job = jobs.job(id);
      if (!job) return [];
      if (job.state === from && job.cancelling === 1) return runner.keep(job) ? [job] : [];
      return job.state === 'cancelled' && bringBack(job, from) ? [job] : [];
    });
    return { undone: back.length, left: wanted.length - back.length, after: () => goOn(back) };
  }

  function goOn(back: readonly JobRow[]): void {
    for (const { id, attempt_id } of back) if (attempt_id !== null && jobs.job(id)?.state === 'collecting') collector.collect(attempt_id);
    for (const id of new Set(back.map((job) => job.batch_id))) announcer.batch(id);
    forecaster.poke();
    loop.poke();
  }

  return {
    'job.cancel': bringAllBack,
    'batch.cancel': ({ batchId, state, jobs: cancelled }: CancelledBatch) => {
      if (jobs.batch(batchId)?.state === 'cancelled') jobs.updateBatch(batchId, { state });
      const undone = bringAllBack(cancelled);
      const after = () => {
        undone.after();
        announcer.batch(batchId);
      };
      return { ...undone, after };
    },
    'batch.clear': ({ batches }: { batches: number[] }) => {
      for (const id of batches) jobs.updateBatch(id, { cleared_at: null });
      return { undone: batches.length, left: 0, after: () => batches.forEach((id) => announcer.batch(id)) };
    },
  };
}
