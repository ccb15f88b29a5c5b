import type { BatchView } from '../../../shared/domain.ts';
import { isTried } from '../../../shared/words/holds.ts';
import { count, counted } from '../../look/numbers.ts';
import { moment } from '../../look/times.ts';

export { heldWords, isTried } from '../../../shared/words/holds.ts';

/** What a batch's own rules make it wait for; null where none does. */
export function ruleWords(batch: Pick<BatchView, 'trial' | 'counts' | 'state' | 'waiting'>, now: number): string | null {
  const { trial, counts, waiting } = batch;
  if (waiting?.kind === 'start' && waiting.until !== null) return `Starts at ${moment(waiting.until, now)}`;
  if (trial === null) return null;
  const after = Math.max(0, counts.queued - trial.open);
  if (isTried(batch)) return `First ${count(trial.jobs)} over: look, then release ${counted(counts.queued, 'job')}`;
  return after > 0 ? `Tries its first ${count(trial.jobs)}; the others wait for you` : null;
}
