import type { Clock } from '../../../shared/clock.ts';
import type { CallArgs } from '../../../shared/contract.ts';
import { MOST_JOBS } from '../../../shared/contract/queue-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import { createShelf } from './shelf.ts';

type Jobs = CallArgs<'batch.create'>['jobs'];

const KEPT_MS = 10 * 60_000;

/** Jobs on their way into a batch, told in parts: one breath of 100,000 would hold up the window that tells it. */
export interface Staging {
  /** How many are kept under the name now. BAD_INPUT beyond what a batch takes. */
  add(token: string, jobs: Jobs): number;
  /** All of them, which are then no longer kept. NOT_FOUND where there are none. */
  take(token: string): Jobs;
}

export function createStaging(clock: Clock): Staging {
  const kept = createShelf<Jobs>(clock, KEPT_MS);

  function add(token: string, jobs: Jobs): number {
    const all = kept.get(token) ?? [];
    if (all.length + jobs.length > MOST_JOBS) throw new AppError('BAD_INPUT', `At most ${MOST_JOBS.toLocaleString()} jobs a batch. Nothing was enqueued.`);
    for (const job of jobs) all.push(job);
    kept.put(token, all);
    return all.length;
  }

  function take(token: string): Jobs {
    const found = kept.get(token);
    if (!found) throw new AppError('NOT_FOUND', 'These jobs are no longer kept. Nothing was enqueued; queue them again.');
    kept.drop(token);
    return found;
  }

  return { add, take };
}
