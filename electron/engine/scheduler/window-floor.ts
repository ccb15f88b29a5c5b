import type { Sight } from './sight.ts';

const MINUTE_MS = 60_000;

/** `Reset` comes in whole seconds, and servers round either way. */
const ROUNDING_MS = 1_500;

/** A `Reset` that stood still for so long while requests went out belongs to a window, not to a sliding log or a bucket. */
const STEADY_MS = 3_000;

/**
 * A lower bound of what is left if the server counts in fixed windows: full at every `Reset`, less what was sent since. It takes no
 * grid of minutes for granted, only the `Reset` seen last: where windows open with their first request, that holds too.
 */
export class WindowFloor {
  #start: number | null = null;
  #end: number | null = null;
  #firstSeenAt = Infinity;
  #steady = false;

  /** When the window seen last ends; null before any was seen. */
  get end(): number | null {
    return this.#end;
  }

  room(now: number, limit: number, countSince: (since: number) => number): number {
    if (this.#end === null) return 0;
    if (now > this.#end) return limit - countSince(this.#end);
    return this.#start === null ? 0 : limit - countSince(this.#start);
  }

  /**
   * Whether one request may look behind a `Reset` that has passed: it stood still, and it came well before the oldest of our own
   * requests turns a minute old. A sliding window that announced it would free a place then, so this is admitted under every counting.
   */
  mayProbe(now: number, oldestSend: number | null): boolean {
    if (this.#end === null || !this.#steady || now <= this.#end || now > this.#end + MINUTE_MS) return false;
    return oldestSend === null || this.#end < oldestSend + MINUTE_MS - ROUNDING_MS;
  }

  /** Takes note of an answer; the end of the window before, when it stood still and has passed. */
  observe({ sentAt, reset }: Sight): number | null {
    if (reset === null || reset < sentAt - ROUNDING_MS || reset > sentAt + MINUTE_MS + 2 * ROUNDING_MS) return null;
    if (this.#end === null || reset > this.#end + ROUNDING_MS) return this.#open(sentAt, reset);
    if (reset < this.#end - ROUNDING_MS) return null;
    this.#end = reset;
    if (sentAt - this.#firstSeenAt >= STEADY_MS) this.#steady = true;
    return null;
  }

  forget(): void {
    this.#start = null;
    this.#end = null;
    this.#steady = false;
    this.#firstSeenAt = Infinity;
  }

  copyFrom(other: WindowFloor): void {
    this.#start = other.#start;
    this.#end = other.#end;
    this.#steady = other.#steady;
    this.#firstSeenAt = other.#firstSeenAt;
  }

  #open(sentAt: number, reset: number): number | null {
    const before = this.#end;
    const passed = before !== null && sentAt > before;
    const opened = passed && this.#steady ? before : null;
    this.#start = passed ? Math.max(before, reset - MINUTE_MS) : null;
    this.#end = reset;
    this.#firstSeenAt = sentAt;
    this.#steady = false;
    return opened;
  }
}
