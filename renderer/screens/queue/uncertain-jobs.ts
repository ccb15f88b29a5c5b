import { useMemo } from 'react';
import type { JobView } from '../../../shared/domain.ts';
import { useEngine } from '../../state/engine.tsx';
import { useJobPages } from '../../state/use-pages.ts';

const UNCERTAIN = { states: ['uncertain' as const] };

/** Uncertain jobs of the endpoint in use, as far as they have been read. */
export function useUncertainJobs(): readonly JobView[] {
  const { ids } = useJobPages(UNCERTAIN);
  const jobs = useEngine((state) => state.jobs);
  const batches = useEngine((state) => state.batches);
  const endpoint = useEngine((state) => state.status?.endpoint);
  return useMemo(() => {
    const rows = ids.flatMap((id) => (id === undefined ? [] : (jobs[id] ?? [])));
    return rows.filter((job) => job.state === 'uncertain' && batches[job.batchId]?.endpoint === endpoint);
  }, [ids, jobs, batches, endpoint]);
}
