import type { JobDetail } from '../../../shared/domain.ts';

export interface TimeSpans {
  /** From being queued to the first attempt, ms. */
  queued: number;
  /** Between attempts that were refused or did not leave. */
  held: number;
  /** From the last attempt's start to its end, or until now. */
  away: number;
}

/** Where a job's time went. Null before its first attempt. */
export function timeSpans(job: Pick<JobDetail, 'createdAt' | 'attempts'>, now: number): TimeSpans | null {
  const first = job.attempts[0];
  const last = job.attempts.at(-1);
  if (!first || !last) return null;
  return {
    queued: Math.max(0, first.startedAt - job.createdAt),
    held: Math.max(0, last.startedAt - first.startedAt),
    away: Math.max(0, (last.finishedAt ?? now) - last.startedAt),
  };
}
