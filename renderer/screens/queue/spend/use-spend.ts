import { useEffect, useState } from 'react';
import type { SpendRow } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { useEngine, useEngineAccess } from '../../../state/engine.tsx';

export interface Spend {
  rows: readonly SpendRow[] | null;
  error: AppError | null;
}

/** What jobs cost that ended within the last `ms` (Infinity: ever); read anew when today's credits change. */
export function useSpend(ms: number): Spend {
  const { client, store } = useEngineAccess();
  const [spend, setSpend] = useState<Spend & { ms: number }>({ rows: null, error: null, ms });
  const credits = useEngine((state) => state.totals?.creditsToday);
  useEffect(() => {
    let left = false;
    const since = ms === Infinity ? 0 : Math.floor(Date.now() + store.getState().clockOffset - ms);
    client.call('spend.report', { since }).then(
      (rows) => !left && setSpend({ rows, error: null, ms }),
      (thrown) => !left && setSpend({ rows: null, error: AppError.from(thrown), ms }),
    );
    return () => {
      left = true;
    };
  }, [client, store, ms, credits]);
  return spend.ms === ms ? spend : { rows: null, error: null };
}
