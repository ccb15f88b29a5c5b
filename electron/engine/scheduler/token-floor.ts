const MINUTE_MS = 60_000;

/** Answers older than this are not compared: own sends begin to leave the minute, which would look like a refill. */
const COMPARE_MS = 45_000;
const MOST_SIGHTS = 64;

export interface BucketSight {
  /** When the answered request was sent. */
  at: number;
  left: number;
  limit: number;
  /** `Reset` on our clock as this answer told it; null when it told none. */
  reset: number | null;
  lagMs: number;
  /** Own sends that may have been counted after this answer was written, oldest first. */
  later: readonly number[];
  /** Own sends after `from` and up to `to`. */
  countIn(from: number, to: number): number;
}

/**
 * A lower bound of what a token bucket holds: `Remaining` of some answer, plus what time has refilled, less what was sent since.
 * Burst = limit, refill = limit a minute: the only bucket for which a limit "a minute" is true.
 */
export class TokenFloor {
  #tokens = 0;
  #at = -Infinity;
  #sights: BucketSight[] = [];

  room(now: number, limit: number): number {
    return Math.floor(this.#level(now, limit) + 1e-9);
  }

  /** When the next whole token is there. */
  nextAt(now: number, limit: number): number {
    const level = this.#level(now, limit);
    return now + ((Math.floor(level + 1e-9) + 1 - level) * MINUTE_MS) / limit;
  }

  take(now: number, limit: number): void {
    this.#tokens = Math.max(0, this.#level(now, limit) - 1);
    this.#at = Math.max(now, this.#at);
  }

  empty(now: number): void {
    this.#tokens = 0;
    this.#at = now;
    this.#sights = [];
  }

  shift(byMs: number): void {
    this.#at += byMs;
    this.#sights = [];
  }

  copyFrom(other: TokenFloor): void {
    this.#tokens = other.#tokens;
    this.#at = other.#at;
  }

  /** Takes note of an answer; true when more is left than before without a reset in between: only a refill does that. */
  observe(sight: BucketSight): boolean {
    const refilled = this.#sights.some((before) => showsRefill(before, sight));
    this.#sights = [...this.#sights.filter((before) => before.at > sight.at - COMPARE_MS).slice(-MOST_SIGHTS), sight];
    this.#raise(sight);
    return refilled;
  }

  /** Replays what was sent since on top of the answer, and keeps whichever bound is higher. */
  #raise(sight: BucketSight): void {
    const other = new TokenFloor();
    other.#tokens = sight.left;
    other.#at = sight.at + sight.lagMs;
    for (const at of sight.later) other.take(at, sight.limit);
    const at = Math.max(other.#at, this.#at);
    this.#tokens = Math.max(other.#level(at, sight.limit), this.#level(at, sight.limit));
    this.#at = at;
  }

  #level(now: number, limit: number): number {
    if (this.#at === -Infinity) return 0;
    return Math.min(limit, this.#tokens + (Math.max(0, now - this.#at) * limit) / MINUTE_MS);
  }
}

/** Whether `after` has more left than `before`, the sends between them and the sends that left the minute can explain. */
function showsRefill(before: BucketSight, after: BucketSight): boolean {
  if (after.at <= before.at + after.lagMs || before.reset === null || before.reset <= after.at + after.lagMs) return false;
  const sent = after.countIn(before.at + after.lagMs, after.at);
  const gone = after.countIn(before.at - MINUTE_MS - after.lagMs, after.at - MINUTE_MS + after.lagMs);
  return after.left > before.left - sent + gone + 1;
}
