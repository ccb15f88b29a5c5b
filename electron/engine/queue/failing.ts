import type { BatchHeld } from '../../../shared/domain.ts';
import type { JobCounts } from '../../../shared/job-state.ts';

/** So many have to fail before a share says anything. */
const LEAST_FAILED = 10;

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
  /** How many failed last in a row, where they are as many as the batch's own rule bears; else null. */
  streak(batchId: number): { failed: number; code: string } | null;
  /** Runs once the transaction that is under way is over. */
  later(work: () => void): void;
  hold(batchId: number, held: BatchHeld): void;
  /** More than this share of what was settled is too much: a setting. */
  tooMany(): number;
}

/**
 * Holds a batch when more of what it settled has failed than the setting bears, so that nobody finds five thousand failures in the morning: a
 * person looks first. Ten failures at least, counted anew after each time that someone let it go on. A batch's own rule may hold it sooner.
 */
export function createFailingWatch({ counts, isActive, streak, later, hold, tooMany }: FailingWatchOptions): FailingWatch {
  const noted = new Set<number>();
  const forgiven = new Map<number, { failed: number; settled: number }>();

  function look(): void {
    for (const batchId of noted) {
      const now = counts(batchId);
      const why = now.queued > 0 && isActive(batchId) ? whyHeld(batchId, now) : null;
      if (why) hold(batchId, why);
    }
    noted.clear();
  }

  function whyHeld(batchId: number, now: JobCounts): BatchHeld | null {
    const row = streak(batchId);
    if (row) return { kind: 'streak', ...row };
    const before = forgiven.get(batchId) ?? { failed: 0, settled: 0 };
    const isTooMuch = isFailing(now.failed - before.failed, now.done + now.failed - before.settled, tooMany());
    return isTooMuch ? { kind: 'failing', failed: now.failed, settled: now.done + now.failed } : null;
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
export function isFailing(failed: number, settled: number, tooMany: number): boolean {
  return failed >= LEAST_FAILED && failed > settled * tooMany;
}
