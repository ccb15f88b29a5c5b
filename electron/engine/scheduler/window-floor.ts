import type { Sight } from './sight.ts';

const MINUTE_MS = 60_000;

/** `Reset` comes in whole seconds, and servers round either way. */
export const ROUNDING_MS = 1_500;

/** By so much a rounded second can be off. */
const ROUNDED_MS = 1_000;

/** A `Reset` that stood still for so long while requests went out belongs to a window, not to a sliding log or a bucket. */
const STEADY_MS = 3_000;

/** A moment that is known only within bounds. */
interface Between {
  earliest: number;
  latest: number;
}

/**
 * A lower bound of what is left if the server counts in fixed windows: full at every `Reset`, less what was sent since. It takes no
 * grid of minutes for granted, only the `Reset` seen last: where windows open with their first request, that holds too.
 */
export class WindowFloor {
  /** Since when the window seen last counts, at the earliest. */
  #since: number | null = null;
  #end: Between | null = null;
  #firstSeenAt = Infinity;
  #steady = false;
  #told: number | null = null;
  /** The end of the window before the one seen last, at the earliest. */
  #before = -Infinity;
  /** Windows turn with the minutes of the server's clock: proved by one that ended so, and that no request of ours had opened. */
  #onMinutes = false;

  /** When the window seen last is over for sure; null before any was seen. */
  get end(): number | null {
    return this.#end?.latest ?? null;
  }

  /** Windows are known to turn with the minutes of the server's clock. */
  get onMinutes(): boolean {
    return this.#onMinutes;
  }

  room(now: number, limit: number, countSince: (since: number) => number): number {
    if (this.#end === null) return 0;
    if (now > this.#end.latest) return limit - countSince(this.#end.earliest);
    return this.#since === null ? 0 : limit - countSince(this.#since);
  }

  /**
   * Whether one request may look behind a `Reset` that has passed: it stood still, and it came well before the oldest of our own
   * requests turns a minute old. A sliding window that announced it would free a place then, so this is admitted under every counting, as
   * long as none of ours may have taken that place since.
   */
  mayProbe(now: number, oldestSend: number | null, countSince: (moment: number) => number): boolean {
    if (this.#end === null || !this.#steady || now <= this.#end.latest || now > this.#end.latest + MINUTE_MS) return false;
    if (oldestSend !== null && this.#end.latest >= oldestSend + MINUTE_MS - ROUNDING_MS) return false;
    return countSince(this.#end.earliest) === 0;
  }

  /**
   * Takes note of an answer; the end of the window before, when it stood still and has passed. `firstSendAfter`: when the first of our own
   * requests after a moment was sent.
   */
  observe(sight: Sight, firstSendAfter: (moment: number) => number | null): Between | null {
    if (sight.reset === null) return null;
    const reset = this.#bounds(sight, sight.reset);
    if (this.#end === null || reset.earliest > this.#end.latest) return this.#open(sight, reset);
    if (reset.latest < this.#end.earliest) return null;
    this.#end = reset;
    if (sight.reset.told !== this.#told) this.#seeFirst(sight.reset.told, sight.sentAt);
    else if (sight.sentAt - this.#firstSeenAt >= STEADY_MS) this.#steady = true;
    this.#onMinutes ||= isMinute(sight.reset.told) && !mayHaveOpened(firstSendAfter(this.#before), sight.reset);
    return null;
  }

  forget(): void {
    this.#since = null;
    this.#end = null;
    this.#steady = false;
    this.#firstSeenAt = Infinity;
    this.#told = null;
    this.#before = -Infinity;
    this.#onMinutes = false;
  }

  copyFrom(other: WindowFloor): void {
    this.#since = other.#since;
    this.#end = other.#end;
    this.#steady = other.#steady;
    this.#firstSeenAt = other.#firstSeenAt;
    this.#told = other.#told;
    this.#before = other.#before;
    this.#onMinutes = other.#onMinutes;
  }

  /** When the window turns that `Reset` announced: at the latest a minute after the answer came, whatever was rounded on the way. */
  #bounds(sight: Sight, reset: Between): Between {
    const doubt = this.#rounding(sight);
    const earliest = reset.earliest - doubt;
    return { earliest, latest: Math.max(earliest, Math.min(reset.latest + doubt, sight.answeredAt + MINUTE_MS)) };
  }

  /** `Reset` is in whole seconds, so a window may turn up to a second before or after it; windows that follow the minutes turn with it. */
  #rounding({ reset }: Sight): number {
    if (reset !== null && !isMinute(reset.told)) this.#onMinutes = false;
    return this.#onMinutes ? 0 : ROUNDED_MS;
  }

  #open({ sentAt, reset: seen }: Sight, reset: Between): Between | null {
    const before = this.#end;
    const passed = before !== null && sentAt > before.latest;
    const opened = passed && this.#steady ? before : null;
    this.#since = passed ? Math.max(before.earliest, reset.earliest - MINUTE_MS) : null;
    this.#before = passed ? before.earliest : -Infinity;
    this.#end = reset;
    this.#seeFirst(seen?.told ?? null, sentAt);
    return opened;
  }

  #seeFirst(told: number | null, sentAt: number): void {
    this.#told = told;
    this.#firstSeenAt = sentAt;
    this.#steady = false;
  }
}

function isMinute(serverMs: number): boolean {
  return serverMs % MINUTE_MS === 0;
}

/** Whether a window that ends then can be one that opened with this request of ours. */
function mayHaveOpened(firstSend: number | null, reset: NonNullable<Sight['reset']>): boolean {
  return firstSend === null || firstSend + MINUTE_MS <= reset.latest + ROUNDED_MS;
}
