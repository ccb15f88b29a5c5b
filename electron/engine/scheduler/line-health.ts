import type { Random } from '../../../shared/clock.ts';
import { fullJitter } from '../backoff.ts';

const BACKOFF = { firstMs: 2_000, mostMs: 60_000 };

/** Whether an endpoint answers at all. */
export type Health = { state: 'untried' } | { state: 'active' } | { state: 'silent'; since: number; nextTry: number };

/**
 * While an endpoint is silent nothing that costs is sent: each lost answer would leave one more job uncertain. One free request at a
 * time looks whether it is back.
 */
export class LineHealth {
  readonly #random: Random;
  #health: Health = { state: 'untried' };
  #failures = 0;
  #lastAnswer: number | null = null;

  constructor(random: Random) {
    this.#random = random;
  }

  get health(): Health {
    return this.#health;
  }

  /** One failure alone, which may be chance: whether it is silent the next try tells. */
  get inDoubt(): boolean {
    return this.#health.state === 'silent' && this.#failures === 1;
  }

  answered(now: number): void {
    this.#failures = 0;
    this.#lastAnswer = now;
    this.#health = { state: 'active' };
  }

  /** Not sent, or sent and never answered. */
  failed(now: number): void {
    // Requests that were out together are lost together: that is one failure.
    if (this.#health.state === 'silent' && now < this.#health.nextTry) return;
    const wait = BACKOFF.firstMs / 2 + fullJitter(this.#random, this.#failures++, BACKOFF);
    const since = this.#health.state === 'silent' ? this.#health.since : (this.#lastAnswer ?? now);
    this.#health = { state: 'silent', since, nextTry: now + wait };
  }

  /** The wall clock was set: what was to be tried in a minute still is. */
  clockJumped(byMs: number): void {
    if (this.#lastAnswer !== null) this.#lastAnswer += byMs;
    if (this.#health.state === 'silent') this.#health = { state: 'silent', since: this.#health.since + byMs, nextTry: this.#health.nextTry + byMs };
  }

  /** Try at once: the user asked, or the machine woke up. */
  retryNow(now: number): void {
    if (this.#health.state === 'silent') this.#health = { ...this.#health, nextTry: now };
  }
}
