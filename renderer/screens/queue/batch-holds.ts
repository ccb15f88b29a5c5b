import type { BatchHeld, BatchView } from '../../../shared/domain.ts';
import { unreachable } from '../../../shared/unreachable.ts';
import { count, counted } from '../../look/numbers.ts';
import { moment } from '../../look/times.ts';

/** Why a batch paused itself. */
export function heldWords(held: BatchHeld): string {
  switch (held.kind) {
    case 'failing':
      return `${count(held.failed)} of ${counted(held.settled, 'job')} failed`;
    case 'streak':
      return `${held.failed === 1 ? 'a job' : `${count(held.failed)} jobs in a row`} failed${held.code === '' ? '' : ` with ${held.code}`}`;
    default:
      return unreachable(held);
  }
}

/** Its first jobs are over, and the others wait for a person. */
export function isTried({ trial, counts, state }: Pick<BatchView, 'trial' | 'counts' | 'state'>): boolean {
  return trial !== null && trial.open === 0 && counts.queued > 0 && state !== 'cancelled';
}

/** What a batch's own rules make it wait for; null where none does. */
export function ruleWords(batch: Pick<BatchView, 'trial' | 'counts' | 'state' | 'waiting'>, now: number): string | null {
  const { trial, counts, waiting } = batch;
  if (waiting?.kind === 'start' && waiting.until !== null) return `Starts at ${moment(waiting.until, now)}`;
  if (trial === null) return null;
  const after = Math.max(0, counts.queued - trial.open);
  if (isTried(batch)) return `First ${count(trial.jobs)} over: look, then release ${counted(counts.queued, 'job')}`;
  return after > 0 ? `Tries its first ${count(trial.jobs)}; the others wait for you` : null;
}
