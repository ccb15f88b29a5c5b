import type { MinuteWindow } from './minute-window.ts';
import { MINUTE_MS } from './minute.ts';

/**
 * A bucket of `limit` requests that fills with one every 60/limit s (GCRA with a burst of `limit`). With emission E and
 * theoretical arrival time TAT, a request is admitted at t when t >= TAT - (limit - 1) * E; then TAT becomes max(TAT, t) + E.
 * Reset is TAT, when the bucket is full again: what redis-cell, throttled and their kin announce.
 *
 * TAT is kept as (milliseconds since the first request) * limit, so that E is the whole number 60,000 for every limit and
 * no rounding ever builds up.
 */
export class TokenBucket implements MinuteWindow {
  readonly limit: number;
  #origin: number | null = null;
  #tat = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  earliestMs(nowMs: number): number {
    const debt = this.#debt(nowMs) - (this.limit - 1) * MINUTE_MS;
    return debt <= 0 ? nowMs : Math.floor(nowMs) + Math.ceil(debt / this.limit);
  }

  take(nowMs: number): void {
    this.#origin ??= Math.floor(nowMs);
    this.#tat = Math.max(this.#tat, this.#units(nowMs)) + MINUTE_MS;
  }

  remaining(nowMs: number): number {
    return this.limit - Math.ceil(this.#debt(nowMs) / MINUTE_MS);
  }

  resetAtMs(nowMs: number): number {
    return Math.floor(nowMs) + Math.ceil(this.#debt(nowMs) / this.limit);
  }

  /** How far TAT lies ahead of `nowMs`, in milliseconds * limit; 0 when the bucket is full. */
  #debt(nowMs: number): number {
    return this.#origin === null ? 0 : Math.max(0, this.#tat - this.#units(nowMs));
  }

  #units(nowMs: number): number {
    return (Math.floor(nowMs) - (this.#origin ?? 0)) * this.limit;
  }
}
