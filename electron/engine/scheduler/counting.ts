import type { SendLog, Sight } from './sight.ts';
import { ROUNDING_MS } from './window-floor.ts';

const MINUTE_MS = 60_000;

/** Sights older than this are not compared: nearly all of their minute has gone by. */
const COMPARE_MS = 45_000;
const MOST_SIGHTS = 64;

/** A moment on our clock that is known only within bounds. */
type Moment = Pick<NonNullable<Sight['reset']>, 'earliest' | 'latest'>;

export type Counting = 'unknown' | 'fixed' | 'bucket';

/**
 * Tells from answers how the server counts. It says so only when no other way of counting can explain what was seen, whatever moment of
 * its handling the server wrote `Remaining` at. A sliding window needs no proof: what our own log allows is all it ever allows.
 */
export class CountingLearner {
  #sights: Sight[] = [];

  /** `opened`: the `Reset`, seen standing still before, that has passed between the last sights and this one; null when none has. */
  observe(sight: Sight, log: SendLog, opened: Moment | null): Exclude<Counting, 'unknown'> | null {
    const before = this.#sights.filter((other) => other.sentAt > sight.sentAt - COMPARE_MS);
    this.#sights = [...before.slice(1 - MOST_SIGHTS), sight];
    if (opened !== null && showsReset(before, sight, log, opened)) return 'fixed';
    return before.some((other) => showsRefill(other, sight, log)) ? 'bucket' : null;
  }

  forget(): void {
    this.#sights = [];
  }
}

/** More is left than before, though no reset came between, nor enough of our own requests left the minute: only a refill does that. */
function showsRefill(before: Sight, after: Sight, log: SendLog): boolean {
  const noReset = before.reset !== null && before.reset.earliest - ROUNDING_MS > after.answeredAt;
  if (!noReset || after.sentAt <= before.answeredAt) return false;
  const gone = log.countIn(before.sentAt - MINUTE_MS - after.lagMs, after.answeredAt - MINUTE_MS + after.lagMs);
  return after.left > before.left - surelySent(before, after, log) + gone + 1;
}

/** All that was used was sent since the reset, and neither a sliding window nor a bucket could have so much left. */
function showsReset(before: readonly Sight[], after: Sight, log: SendLog, opened: Moment): boolean {
  const sinceReset = log.countIn(opened.earliest - after.lagMs, after.answeredAt);
  const slidingMost = after.limit - log.sureIn(after.answeredAt - MINUTE_MS, after.sentAt - after.lagMs) - 1;
  return after.left >= after.limit - sinceReset && after.left > slidingMost + 1 && after.left > bucketMost(before, after, log) + 1;
}

/** The most a bucket could hold by then, by what was seen earlier. */
function bucketMost(before: readonly Sight[], after: Sight, log: SendLog): number {
  const bounds = before
    .filter((other) => after.sentAt > other.answeredAt)
    .map((other) => other.left + 1 + ((after.answeredAt + after.lagMs - other.sentAt) * after.limit) / MINUTE_MS - surelySent(other, after, log));
  return Math.min(after.limit, ...bounds);
}

/** Requests that `after` counts and `before` did not: itself, and those sent so long before it that none can have arrived behind it. */
function surelySent(before: Sight, after: Sight, log: SendLog): number {
  return 1 + log.sureIn(before.answeredAt, after.sentAt - after.lagMs);
}
