import type { Clock } from '../../shared/clock.ts';

interface Timer {
  at: number;
  order: number;
  callback: () => void;
}

/** So long is waited for real before something is taken not to happen. */
const REAL_WAIT_MS = 10;
const MOST_REAL_WAITS = 100;

/** A clock that moves only when told. Timers fire in order of time, then of setting; between two, pending promises settle. */
export class VirtualClock implements Clock {
  #now: number;
  #monotonic = 0;
  #order = 0;
  readonly #timers = new Set<Timer>();

  /** `startMs`: wall-clock start; the default is the top of a minute, 2026-01-01T00:00:00Z. */
  constructor(startMs = Date.UTC(2026, 0, 1)) {
    this.#now = startMs;
  }

  now = (): number => Math.floor(this.#now);

  monotonic = (): number => this.#monotonic;

  setTimer = (delayMs: number, callback: () => void): (() => void) => {
    const timer = { at: this.#monotonic + Math.max(0, delayMs), order: this.#order++, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** How many timers wait: a test that ends with 0 left nothing behind. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Wall-clock time jumps by `ms` (either way); timers, which count elapsed time, do not notice. */
  jump(ms: number): void {
    this.#now += ms;
  }

  /** Moves on by `ms`, firing what falls due. */
  async advance(ms: number): Promise<void> {
    const end = this.#monotonic + ms;
    await settle();
    for (let next = this.#earliest(); next && next.at <= end; next = this.#earliest()) await this.#fire(next);
    this.#move(end);
  }

  /** Moves on from timer to timer until `done()`; throws when nothing is left to wait for, or after `limitMs`. */
  async runUntil(done: () => boolean, limitMs = 365 * 86_400_000): Promise<void> {
    const end = this.#monotonic + limitMs;
    await settle();
    while (!done()) {
      const next = this.#earliest();
      if (next && next.at <= end) await this.#fire(next);
      else if (!(await this.#comesYet(done, end))) throw new Error(`virtual clock: ${next ? `not done within ${limitMs} ms` : 'nothing left to wait for'}`);
    }
  }

  /** Files are written in real time: on a busy machine the last of it may still be under way. */
  async #comesYet(done: () => boolean, end: number): Promise<boolean> {
    for (let wait = 0; wait < MOST_REAL_WAITS; wait++) {
      await new Promise((resolve) => setTimeout(resolve, REAL_WAIT_MS));
      if (done() || (this.#earliest()?.at ?? Infinity) <= end) return true;
    }
    return false;
  }

  async #fire(timer: Timer): Promise<void> {
    this.#timers.delete(timer);
    this.#move(timer.at);
    timer.callback();
    await settle();
  }

  #move(to: number): void {
    if (to <= this.#monotonic) return;
    this.#now += to - this.#monotonic;
    this.#monotonic = to;
  }

  #earliest(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer;
    return first;
  }
}

/**
 * Lets promises and immediate callbacks that are ready run. Several turns: a stream's end often takes one more, and what a turn gathers is
 * stored in the next.
 */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve));
}
