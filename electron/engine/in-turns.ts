import type { Clock } from '../../shared/clock.ts';
import { slice } from './scheduler/slice.ts';

/**
 * Does long work in slices of a few milliseconds, between which everything else has its turn; what one slice does is done at once. `around` runs
 * each slice, for instance in a transaction. Rejects with what the work, or `around`, throws: then the work does not go on.
 */
export async function inTurns<Result>(
  work: Generator<void, Result>,
  clock: Pick<Clock, 'monotonic'>,
  around: (slice: () => IteratorResult<void, Result>) => IteratorResult<void, Result> = (once) => once(),
): Promise<Result> {
  for (;;) {
    const turn = around(() => slice(work, clock));
    if (turn.done) return turn.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The same without a pause, for work that is short or belongs into one transaction. */
export function atOnce<Result>(work: Generator<void, Result>): Result {
  let turn = work.next();
  while (!turn.done) turn = work.next();
  return turn.value;
}
