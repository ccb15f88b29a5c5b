import { useEffect, useState } from 'react';
import type { JobView } from '../../../../shared/domain.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';

/** Changes come in flocks: one question answers them all. */
const SOON_MS = 250;

/** Jobs of a batch by number, those in sight: asked anew as the queue moves on. The last answer stays until the next. */
export function useStretch(batchId: number, first: number, count: number): ReadonlyMap<number, JobView> {
  const client = useClient();
  const tick = useEngine((state) => state.jobsTick);
  const [jobs, setJobs] = useState<ReadonlyMap<number, JobView>>(new Map());
  const [asked, setAsked] = useState('');
  const question = `${batchId} ${first} ${count}`;
  useEffect(() => {
    let current = true;
    const keepLast = () => {};
    const ask = () =>
      void client.call('batch.stretch', { id: batchId, first, count }).then((answer) => {
        if (!current) return;
        setJobs(new Map(answer.jobs.map((job) => [job.number, job])));
        setAsked(question);
      }, keepLast);
    const timer = setTimeout(ask, asked === question ? SOON_MS : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- whether it was asked before sets the pace, and is no question of its own
  }, [client, batchId, first, count, tick]);
  return jobs;
}
