import type { MinuteWindow } from './minute-window.ts';
import { MINUTE_MS } from './minute.ts';

/**
 * At most `limit` requests in each minute of the wall clock: the count starts again when the clock's minute does.
 * Reset is the start of the next minute, when the whole limit is there again.
 */
export class FixedWindow implements MinuteWindow {
  readonly limit: number;
  #minute = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  earliestMs(nowMs: number): number {
    return this.remaining(nowMs) > 0 ? nowMs : this.resetAtMs(nowMs);
  }

  take(nowMs: number): void {
    const minute = minuteOf(nowMs);
    this.#count = minute === this.#minute ? this.#count + 1 : 1;
    this.#minute = minute;
  }

  remaining(nowMs: number): number {
    return minuteOf(nowMs) === this.#minute ? this.limit - this.#count : this.limit;
  }

  resetAtMs(nowMs: number): number {
    return (minuteOf(nowMs) + 1) * MINUTE_MS;
  }
}

function minuteOf(ms: number): number {
  return Math.floor(ms / MINUTE_MS);
}
