const MINUTE_MS = 60_000;

/**
 * A bucket that is full stays full until the server counts the next request, which is up to so long after its sending: what we think it
 * refills in between is never there.
 */
const LATE_MS = 300;

/** Clocks tick in whole milliseconds. */
const TICK_MS = 2;

/**
 * A lower bound of what a token bucket holds: `Remaining` of some answer, plus what time has refilled since it came, less what was sent.
 * Burst = limit, refill = limit a minute: the only bucket for which a limit "a minute" is true.
 */
export class TokenFloor {
  #tokens = 0;
  #at = -Infinity;

  room(now: number, limit: number): number {
    return Math.floor(this.#level(now - TICK_MS, limit) + 1e-9);
  }

  /** When the next whole token is there. */
  nextAt(now: number, limit: number): number {
    const level = this.#level(now - TICK_MS, limit);
    return Math.ceil(now + ((Math.floor(level + 1e-9) + 1 - level) * MINUTE_MS) / limit) + 1;
  }

  take(now: number, limit: number): void {
    this.#tokens = Math.max(0, this.#level(now, limit) - 1);
    this.#at = Math.max(now, this.#at);
  }

  /** An answer showed that at least so many were there at `now`. */
  raise(now: number, tokens: number, limit: number): void {
    this.#tokens = Math.max(this.#level(now, limit), tokens);
    this.#at = Math.max(now, this.#at);
  }

  empty(now: number): void {
    this.#tokens = 0;
    this.#at = now;
  }

  shift(byMs: number): void {
    this.#at += byMs;
  }

  copyFrom(other: TokenFloor): void {
    this.#tokens = other.#tokens;
    this.#at = other.#at;
  }

  #level(now: number, limit: number): number {
    if (this.#at === -Infinity) return 0;
    return Math.min(limit * (1 - LATE_MS / MINUTE_MS), this.#tokens + (Math.max(0, now - this.#at) * limit) / MINUTE_MS);
  }
}
