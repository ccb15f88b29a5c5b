import type { MinuteWindow } from './minute-window.ts';
import { MINUTE_MS } from './minute.ts';

/**
 * At most `limit` requests in any 60 s: request k may start no earlier than 60 s after request k - limit.
 * Reset is when the oldest counted request leaves the window and one more becomes free, not when all are: that is what servers
 * with a request log announce (Python's `limits`, and with it flask-limiter and slowapi). With nothing counted it is `nowMs`.
 */
export class SlidingWindow implements MinuteWindow {
  readonly limit: number;
  /** Times of the last `limit` requests, oldest first. */
  readonly #log: number[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  earliestMs(nowMs: number): number {
    const blocking = this.#log.length < this.limit ? undefined : this.#log[this.#log.length - this.limit];
    return blocking === undefined ? nowMs : Math.max(nowMs, blocking + MINUTE_MS);
  }

  take(nowMs: number): void {
    this.#log.push(Math.floor(nowMs));
    if (this.#log.length > this.limit) this.#log.shift();
  }

  remaining(nowMs: number): number {
    return this.limit - (this.#log.length - this.#firstCounted(nowMs));
  }

  resetAtMs(nowMs: number): number {
    const oldest = this.#log[this.#firstCounted(nowMs)];
    return oldest === undefined ? nowMs : oldest + MINUTE_MS;
  }

  #firstCounted(nowMs: number): number {
    const index = this.#log.findIndex((at) => at + MINUTE_MS > nowMs);
    return index === -1 ? this.#log.length : index;
  }
}
