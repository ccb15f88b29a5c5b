import { span } from '../../../look/times.ts';
import { useNow } from '../../../state/clock.ts';
import { useEngine } from '../../../state/engine.tsx';
import { type Kept, useKept } from './draft-store.ts';

/** `saved as a draft 4 s ago`. */
export function KeptWords() {
  const { at } = useKept();
  const ahead = useEngine((state) => state.clockOffset);
  const now = useNow(1_000) - ahead;
  return <span className="shrink-0 text-small text-text-3">{keptWords(at, now)}</span>;
}

/** Nothing of a draft in which nothing was written: there is nothing to lose. */
function keptWords(at: Kept, now: number): string {
  if (at === 'not yet') return '';
  return at === 'nowhere' ? 'not saved: it lives as long as this window' : `saved as a draft ${span(now - at)} ago`;
}
