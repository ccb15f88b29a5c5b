import type { JobCounts } from '../../../shared/job-state.ts';

/** So many have to fail before a share says anything, and this share of what was settled is too much. */
const LEAST_FAILED = 10;
const TOO_MANY = 0.5;

export interface FailingWatch {
  /** A job of the batch failed. Only takes note. */
  failed(batchId: number): void;
  /** Someone lets the batch go on: what failed so far is forgiven. */
  forgive(batchId: number, counts: JobCounts): void;
}

export interface FailingWatchOptions {
  counts(batchId: number): JobCounts;
  /** Whether jobs of it would still be sent. */
  isActive(batchId: number): boolean;
  /** Runs once the transaction that is under way is over. */
  later(work: () => void): void;
  hold(batchId: number, failed: number, settled: number): void;
}

/**
 * Holds a batch when more than half of what it settled has failed, so that nobody finds five thousand failures in the morning: a person
 * looks first. Ten failures at least, counted anew after each time that someone let it go on.
 */
export function createFailingWatch({ counts, isActive, later, hold }: FailingWatchOptions): FailingWatch {
  const noted = new Set<number>();
  const forgiven = new Map<number, { failed: number; settled: number }>();

  function look(): void {
    for (const batchId of noted) {
      const now = counts(batchId);
      const before = forgiven.get(batchId) ?? { failed: 0, settled: 0 };
      const failed = now.failed - before.failed;
      const settled = now.done + now.failed - before.settled;
      if (isFailing(failed, settled) && now.queued > 0 && isActive(batchId)) hold(batchId, now.failed, now.done + now.failed);
    }
    noted.clear();
  }

  return {
    failed(batchId) {
      if (noted.size === 0) later(look);
      noted.add(batchId);
    },
    forgive: (batchId, now) => void forgiven.set(batchId, { failed: now.failed, settled: now.done + now.failed }),
  };
}

/** Too many of what was settled. Pure. */
export function isFailing(failed: number, settled: number): boolean {
  return failed >= LEAST_FAILED && failed > settled * TOO_MANY;
}
