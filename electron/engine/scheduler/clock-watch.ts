import type { Clock } from '../../../shared/clock.ts';

/** Less is drift and rounding. */
const LEAST_JUMP_MS = 500;

/** Notices when the wall clock was set, or stood still while the machine slept: the two clocks then no longer go together. */
export class ClockWatch {
  readonly #clock: Clock;
  #difference: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#difference = clock.now() - clock.monotonic();
  }

  /** By how much the wall clock jumped since the last look (ms, either way); 0 when it did not. */
  look(): number {
    const difference = this.#clock.now() - this.#clock.monotonic();
    const jump = difference - this.#difference;
    if (Math.abs(jump) < LEAST_JUMP_MS) return 0;
    this.#difference = difference;
    return Math.round(jump);
  }
}
