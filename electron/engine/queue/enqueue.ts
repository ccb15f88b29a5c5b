import type { Clock } from '../../../shared/clock.ts';
import { AppError } from '../../../shared/errors.ts';
import { inTurns } from '../in-turns.ts';
import type { Jobs, NewBatch } from './jobs.ts';

/** So many are written in one transaction, which takes less time than a slice of a larger batch. */
const AT_ONCE = 250;

/** Turns, of which one moves what the others wrote out of the write-ahead log: else a commit would at some time have to move thousands of pages. */
const CHECKPOINT_EVERY = 16;

export interface EnqueueOptions {
  jobs: Jobs;
  clock: Clock;
  /** Aborted when the engine closes. */
  signal: AbortSignal;
}

/**
 * Enqueues a batch, all or nothing, without holding up anything else: a large one is written in slices that nobody sees, and a last small
 * transaction, which `also` is part of, makes it a batch, and all of it durable. Resolves with its id when it is durable. Rejects with why nothing was enqueued.
 */
export async function enqueue({ jobs, clock, signal }: EnqueueOptions, batch: NewBatch, also: (batchId: number) => void): Promise<number> {
  const now = clock.now();
  if (batch.jobs.length <= AT_ONCE)
    return jobs.transaction(() => {
      const id = jobs.takeBatch(batch, now);
      also(id);
      return id;
    });
  const filling = jobs.draft(() => jobs.beginBatch(batch, now));
  try {
    let turns = 0;
    await inTurns(filling.jobs(), clock, (slice) => {
      if (signal.aborted) throw new AppError('CONFLICT', 'The companion is closing. Nothing was enqueued.');
      if (++turns % CHECKPOINT_EVERY !== 0) return jobs.draft(slice);
      jobs.checkpoint();
      return { done: false, value: undefined };
    });
    jobs.transaction(() => {
      filling.publish();
      also(filling.batchId);
    });
  } catch (error) {
    // Where that fails too (a full disk), nobody sees what is left, and the next start sweeps it.
    if (!signal.aborted) await inTurns(filling.drop(), clock, jobs.draft).catch(() => {});
    throw error;
  }
  return filling.batchId;
}
