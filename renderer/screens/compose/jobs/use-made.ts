import { useEffect, useState } from 'react';
import { inSlices } from '../../../../shared/matrix/slices.ts';
import { useClient } from '../../../state/engine.tsx';
import { browserSlices } from './browser-slices.ts';
import { findMade, type MadeOutput } from './find-made.ts';
import type { Plan } from './plan.ts';
import { MOST_JOBS } from './plan.ts';

/** Jobs of a plan that the library has outputs of already: the same model, input and seed. */
export interface Made {
  /** What they made, by their number in the plan. */
  jobs: ReadonlyMap<number, MadeOutput>;
  looking: boolean;
}

const NONE: Made = { jobs: new Map(), looking: false };
const LOOKING: Made = { jobs: new Map(), looking: true };
/** So long after the last change the library is asked. */
const STILL_MS = 250;

/** Asks the library once the plan stands still. Only jobs with a seed are looked for: without one the model makes something new each time. */
export function useMade(plan: Plan, model: string | null): Made {
  const client = useClient();
  const [found, setFound] = useState<{ plan: Plan; made: Made } | null>(null);
  useEffect(() => {
    if (model === null || plan.count > MOST_JOBS || plan.at(0).seed === null) return;
    const abort = new AbortController();
    const ask = async () => {
      const jobs = await findMade(plan, model, {
        inSlices: (count, step) => inSlices(count, step, browserSlices(abort.signal)),
        ask: (input) => client.call('compose.made', input),
      });
      if (!abort.signal.aborted) setFound({ plan, made: { jobs, looking: false } });
    };
    const timer = setTimeout(() => void ask().catch(() => abort.signal.aborted || setFound({ plan, made: NONE })), STILL_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, plan, model]);
  if (model === null || plan.count > MOST_JOBS || plan.at(0).seed === null) return NONE;
  return found?.plan === plan ? found.made : LOOKING;
}
