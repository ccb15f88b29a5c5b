import { useEngine } from '../../../state/engine.tsx';

/** The day of all keys of the endpoint: requests used, jobs that wait already, and the limit. */
export interface Day {
  used: number;
  waiting: number;
  limit: number;
}

/** null where a key has no limit, or where there is no key. */
export function useDay(): Day | null {
  const totals = useEngine((state) => state.totals);
  if (!totals || totals.requestsPerDay === null || totals.requestsPerDay === 0) return null;
  return { used: totals.requestsToday, waiting: totals.counts.queued, limit: totals.requestsPerDay };
}
