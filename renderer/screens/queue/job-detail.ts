import { useEffect, useState } from 'react';
import type { JobDetail } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { useEngine, useEngineAccess } from '../../state/engine.tsx';
import { holdJobs, letGoJobs } from '../../state/held-jobs.ts';
import { upsert } from '../../state/rows.ts';

/** A job with its attempts, read again whenever its row changes. */
export function useJobDetail(id: number): { detail: JobDetail | null; error: AppError | null } {
  const { client, store } = useEngineAccess();
  const revision = useEngine((state) => state.jobs[id]?.revision);
  const [detail, setDetail] = useState<JobDetail | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    holdJobs(store, [id]);
    return () => letGoJobs(store, [id]);
  }, [store, id]);
  useEffect(() => {
    let left = false;
    client.call('job.get', { id }).then(
      (answer) => {
        if (left) return;
        const { input: _input, attempts: _attempts, ...row } = answer;
        store.setState((state) => ({ jobs: upsert(state.jobs, [row]) }));
        setError(null);
        setDetail((known) => (known && known.revision > answer.revision ? known : answer));
      },
      (thrown) => !left && setError(AppError.from(thrown)),
    );
    return () => {
      left = true;
    };
  }, [client, store, id, revision]);
  return { detail, error };
}
