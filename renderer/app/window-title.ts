import { useEffect } from 'react';
import { useNow } from '../state/clock.ts';
import { useEngine } from '../state/engine.tsx';
import { useBatches } from '../state/lists.ts';
import { stateInSixWords, windowTitle } from '../../shared/words/six-words.ts';

/** Keeps the window's title true; the desktop shows it in the task bar as well. Draws nothing: it changes with every batch, and the frame must not. */
export function WindowTitle(): null {
  const status = useEngine((state) => state.status);
  const totals = useEngine((state) => state.totals);
  const batches = useBatches();
  const now = useNow(60_000);
  const title = windowTitle(status && totals ? stateInSixWords({ status, totals, batches }, now) : null);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}
