import type { JobView } from '../../../shared/domain.ts';
import { unreachable } from '../../../shared/unreachable.ts';
import { creditFigure, NONE } from '../../look/numbers.ts';
import { waitParts, type WaitWords } from '../../look/states.ts';
import { left, took } from '../../look/times.ts';

/** The error up to its first stop: what a list has room for. */
export function shortError(message: string): string {
  const stop = message.search(/[.:](\s|$)/);
  return stop < 0 ? message : message.slice(0, stop);
}

/**
 * The list's column "Why, until when". `silentSince`: since when the API does not answer, or null. `usualMs`: how long its model usually
 * takes, where that is known.
 */
export function whyWords(job: JobView, keyLabel: string | undefined, silentSince: number | null, now: number, usualMs: number | null = null): WaitWords {
  if (job.state === 'queued' && job.waiting) return waitParts(job.waiting, now);
  if (job.state === 'running' && silentSince !== null) return { words: 'At the API, silent', time: `for ${left(now - silentSince)}` };
  if (job.cancelling) return { words: 'Given up, as soon as the API lets us', time: '' };
  const away = job.state === 'running' || job.state === 'submitting';
  if (away && usualMs !== null && job.submittedAt !== null)
    return { words: `${stateWords(job, keyLabel)},`, time: againstUsual(now - job.submittedAt, usualMs) };
  return { words: stateWords(job, keyLabel), time: '' };
}

/** A quarter more than usual is worth a word. */
function againstUsual(ms: number, usualMs: number): string {
  return ms > 1.25 * usualMs ? `longer than the usual ${took(usualMs)}` : `usually ${took(usualMs)}`;
}

function stateWords(job: JobView, keyLabel: string | undefined): string {
  switch (job.state) {
    case 'queued':
      return 'Next';
    case 'submitting':
      return keyLabel ? `Sent with ${keyLabel}` : 'On its way';
    case 'running':
      return keyLabel ? `At the API with ${keyLabel}` : 'At the API';
    case 'collecting':
      return 'Coming home';
    case 'done':
      return job.assets.length > 0 ? 'In the library' : 'Done, without an output';
    case 'failed':
      return job.error ? shortError(job.error.message) : 'Failed';
    case 'uncertain':
      return 'Sent, answer lost';
    case 'cancelled':
      return 'By you';
    default:
      return unreachable(job.state);
  }
}

/** From being sent to its end, or until now. */
export function tookWords(job: JobView, now: number): string {
  if (job.submittedAt === null) return NONE;
  if (job.finishedAt !== null) return took(Math.max(0, job.finishedAt - job.submittedAt));
  return job.state === 'uncertain' ? NONE : took(Math.max(0, now - job.submittedAt));
}

/** What it cost; with `?` while it is not certain that it will. */
export function creditsWord(job: JobView): string {
  if (!job.credits) return NONE;
  if (job.credits.source === 'reported') return creditFigure(job.credits.amount);
  return job.state === 'uncertain' ? `${creditFigure(job.credits.amount)}?` : NONE;
}
