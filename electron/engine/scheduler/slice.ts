import type { Clock } from '../../../shared/clock.ts';

/** A slice holds up everything else: a quarter of a frame. */
const MOST_MS = 4;
/** For clocks that stand still, as in tests. */
const MOST_TURNS = 256;

/** Takes turns of long work until it is done or others should have theirs. The work's last turn, as it came. */
export function slice<Result>(work: Generator<void, Result>, clock: Pick<Clock, 'monotonic'>): IteratorResult<void, Result> {
  const began = clock.monotonic();
  let turn = work.next();
  for (let turns = 1; !turn.done && turns < MOST_TURNS && clock.monotonic() - began < MOST_MS; turns++) turn = work.next();
  return turn;
}
