import { useCallback, useState } from 'react';
import { AppError } from '../../shared/errors.ts';
import { showErrorToast } from './command.ts';

export interface Doing {
  /** The name of what is under way; null: nothing. */
  doing: string | null;
  /** Does it, and shows in a toast why it could not be done. */
  perform(what: string, work: () => Promise<unknown>): Promise<void>;
}

/** Several things that can be done by hand, one at a time: which button is busy. */
export function useDoing(): Doing {
  const [doing, setDoing] = useState<string | null>(null);
  const perform = useCallback(async (what: string, work: () => Promise<unknown>) => {
    setDoing(what);
    try {
      await work();
    } catch (thrown) {
      showErrorToast(AppError.from(thrown));
    } finally {
      setDoing(null);
    }
  }, []);
  return { doing, perform };
}
