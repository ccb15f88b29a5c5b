import type { BatchView } from '../domain.ts';
import type { JobCounts } from '../job-state.ts';

/** Jobs the companion still has to do something for by itself. */
export function unfinished(counts: JobCounts): number {
  return counts.queued + counts.submitting + counts.running + counts.collecting;
}

/** Jobs at the API or on their way. */
export function moving(counts: JobCounts): number {
  return counts.submitting + counts.running + counts.collecting;
}

/** When everything that is not held will be done: the latest forecast. Null when any is unknown, or nothing is left to do. */
export function everythingDone(batches: readonly BatchView[]): Omit<NonNullable<BatchView['forecast']>, 'perKey'> | null {
  const open = batches.filter((batch) => batch.state === 'active' && unfinished(batch.counts) > 0);
  if (open.length === 0) return null;
  let last: ReturnType<typeof everythingDone> = null;
  for (const { forecast } of open) {
    if (!forecast) return null;
    last = last ? { at: Math.max(last.at, forecast.at), from: Math.max(last.from, forecast.from), to: Math.max(last.to, forecast.to) } : forecast;
  }
  return last;
}
