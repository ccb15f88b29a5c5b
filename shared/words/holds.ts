import type { BatchHeld, BatchView } from '../domain.ts';
import { unreachable } from '../unreachable.ts';
import { count, counted } from './numbers.ts';

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
