import type { Random } from '../../../shared/clock.ts';
import { fullJitter } from '../backoff.ts';

const BACKOFF = { firstMs: 2_000, mostMs: 60_000 };

/** Answers from which the share of those in vain is told; older ones count half. */
const REMEMBERED = 400;
/** Before so many answers one in vain may be chance. */
const DOUBT = 10;
const MOST_IN_VAIN = 0.8;

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
  /** Answers, and those of them that said no more than that the server could not. */
  #answers = { all: 0, vain: 0 };

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

  /** So many requests it takes until one does something: some are answered that the server could not. 1 at the least. */
  get tries(): number {
    const { all, vain } = this.#answers;
    return 1 / (1 - Math.min(MOST_IN_VAIN, vain / (all + DOUBT)));
  }

  /** `vain`: it said that the server could not (a status of 500 and above). */
  answered(now: number, vain = false): void {
    const { all, vain: before } = this.#answers;
    const kept = all < REMEMBERED ? 1 : 0.5;
    this.#answers = { all: all * kept + 1, vain: before * kept + (vain ? 1 : 0) };
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
