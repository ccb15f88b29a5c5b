import type { Clock } from '../../../shared/clock.ts';

/** A download that delivers nothing for so long is broken off and continued. */
const IDLE_MS = 30_000;

/** Waits for each step of a download, and breaks it off when one takes too long. */
export class Patience {
  readonly #clock: Clock;
  readonly #end = new AbortController();
  /** For what is waited for: aborted when patience ends or the caller stops. */
  readonly signal: AbortSignal;

  constructor(clock: Clock, stop: AbortSignal) {
    this.#clock = clock;
    this.signal = AbortSignal.any([stop, this.#end.signal]);
  }

  /** Rejects when `step` does, or when it takes longer than 30 s. */
  wait<T>(step: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.setTimer(IDLE_MS, () => {
        reject(new Error('The download stood still for 30 s.'));
        this.#end.abort();
      });
      step.then(resolve, reject).finally(cancel);
    });
  }
}
