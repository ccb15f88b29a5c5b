import { useEffect, useState } from 'react';
import type { CallInput, CallOutput } from '../../../../../shared/contract.ts';
import { AppError } from '../../../../../shared/errors.ts';
import { useClient } from '../../../../state/engine.tsx';

export type Wish = CallInput<'export.plan'>;
export type Plan = CallOutput<'export.plan'>;

/** Typing asks this long after the last letter, ms. */
const TYPING_MS = 120;

/** What an export comes to, as it is changed. A pattern that is none leaves the last plan, and says why. */
export function usePlan(wish: Wish): { plan: Plan | null; error: string | null } {
  const client = useClient();
  const [answer, setAnswer] = useState<{ plan: Plan | null; error: string | null }>({ plan: null, error: null });
  const key = JSON.stringify(wish);
  useEffect(() => {
    let current = true;
    const ask = async () => {
      try {
        const plan = await client.call('export.plan', JSON.parse(key) as Wish);
        if (current) setAnswer({ plan, error: null });
      } catch (thrown) {
        if (current) setAnswer(({ plan }) => ({ plan, error: AppError.from(thrown).message }));
      }
    };
    const timer = setTimeout(() => void ask(), TYPING_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, key]);
  return answer;
}
