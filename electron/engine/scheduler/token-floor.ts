const MINUTE_MS = 60_000;

/**
 * A lower bound of what a token bucket holds: `Remaining` of some answer, plus what time has refilled since it came, less what was sent.
 * Burst = limit, refill = limit a minute: the only bucket for which a limit "a minute" is true.
 */
export class TokenFloor {
  #tokens = 0;
  #at = -Infinity;

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
    return Math.min(limit, this.#tokens + (Math.max(0, now - this.#at) * limit) / MINUTE_MS);
  }
}
