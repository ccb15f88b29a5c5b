import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';

export type Duplicates = CallOutput<'duplicates.find'>;
export type DuplicateGroup = Duplicates['groups'][number];

/** After assets changed it is looked again this much later, ms: they come in bursts, and it is work. */
const SETTLE_MS = 400;

export interface FoundDuplicates {
  /** Null: not known yet. */
  found: Duplicates | null;
  failed: string | null;
  /** Looks again at once. */
  again(): void;
}

export function useDuplicates(): FoundDuplicates {
  const client = useClient();
  const tick = useEngine((state) => state.assetsTick);
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<Pick<FoundDuplicates, 'found' | 'failed'>>({ found: null, failed: null });
  const first = answer.found === null;
  useEffect(() => {
    let current = true;
    const ask = () =>
      client.call('duplicates.find', null).then(
        (found) => current && setAnswer({ found, failed: null }),
        (thrown) => current && setAnswer(({ found }) => ({ found, failed: AppError.from(thrown).message })),
      );
    const timer = setTimeout(() => void ask(), first ? 0 : SETTLE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the first answer alone is no reason to ask again
  }, [client, tick, round]);
  return { ...answer, again: () => setRound((before) => before + 1) };
}
