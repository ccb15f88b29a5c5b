import { MINUTE_MS } from './send-log.ts';

/** So far back is looked. */
const MOST_MINUTES = 10;

/**
 * How many jobs a minute a key really takes, counted while work waited for room at it. Where another program takes its part as it pleases, that
 * says more of the next minutes than any limit does.
 */
export class Achieved {
  /** Since when work has waited without a break (ms); null: none does. */
  #since: number | null = null;
  /** Starts since then, ms, the newest last. */
  #starts: number[] = [];

  /** Whether work waits for room at `now`. */
  pressed(now: number, waits: boolean): void {
    if (waits) this.#since ??= now;
    else this.forget();
  }

  started(now: number): void {
    if (this.#since === null) return;
    this.#starts.push(now);
    if (this.#starts[0]! < now - 2 * MOST_MINUTES * MINUTE_MS) this.#starts = this.#starts.filter((at) => at >= now - MOST_MINUTES * MINUTE_MS);
  }

  /** Jobs a minute, over whole minutes: each holds as much of a window as any other. null: it was not pressed for a minute yet. */
  perMinute(now: number): number | null {
    const full = this.#since === null ? 0 : Math.floor((now - this.#since) / MINUTE_MS);
    // The first of them may have begun with all that lay there; soon there are enough without it.
    const minutes = Math.min(MOST_MINUTES, full < 3 ? full : full - 1);
    return minutes < 1 ? null : this.#starts.filter((at) => at > now - minutes * MINUTE_MS).length / minutes;
  }

  /** Also when the clock was set: times before and after do not belong together. */
  forget(): void {
    this.#since = null;
    this.#starts = [];
  }
}
