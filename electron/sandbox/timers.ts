import type { Clock } from '../../shared/clock.ts';

/** Timers on the injected clock that can be cancelled all at once, so that a closed sandbox leaves nothing behind. */
export class Timers {
  readonly #clock: Clock;
  readonly #pending = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** As `Clock.setTimer`. */
  set(delayMs: number, callback: () => void): () => void {
    const cancelTimer = this.#clock.setTimer(delayMs, () => {
      this.#pending.delete(cancel);
      callback();
    });
    const cancel = () => {
      this.#pending.delete(cancel);
      cancelTimer();
    };
    this.#pending.add(cancel);
    return cancel;
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.set(delayMs, resolve);
    });
  }

  clear(): void {
    for (const cancel of [...this.#pending]) cancel();
  }
}
