import { useEffect, useMemo, useState } from 'react';
import { useClient, useEngine } from '../../../state/engine.tsx';
import type { Census } from './bulk.ts';
import { type BulkActions, bulkActions } from './bulk-actions.ts';

export interface Bulk extends BulkActions {
  /** Null until it is counted. */
  census: Census | null;
}

/** What can be done with the selected jobs, and how many of them are in which state. Pass a memoised list and a memoised `done`. */
export function useBulk(ids: readonly number[], done: () => void): Bulk {
  const client = useClient();
  const census = useCensus(ids);
  const actions = useMemo(() => bulkActions(client, ids, done), [client, ids, done]);
  return useMemo(() => ({ ...actions, census }), [actions, census]);
}

/** Counted anew when rows have changed. */
function useCensus(ids: readonly number[]): Census | null {
  const client = useClient();
  const [counted, setCounted] = useState<{ ids: readonly number[]; census: Census } | null>(null);
  const tick = useEngine((state) => state.jobsTick);
  useEffect(() => {
    let left = false;
    if (ids.length > 0)
      client.call('job.census', { ids: [...ids] }).then(
        (census) => !left && setCounted({ ids, census }),
        () => {},
      );
    return () => {
      left = true;
    };
  }, [client, ids, tick]);
  return counted?.ids === ids ? counted.census : null;
}
