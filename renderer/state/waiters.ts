/** Those who wait for one thing that happens now and then, and not for ever. */
export class Waiters {
  readonly #setTimer: (delayMs: number, callback: () => void) => unknown;
  readonly #waiting = new Set<() => void>();

  constructor(setTimer: (delayMs: number, callback: () => void) => unknown) {
    this.#setTimer = setTimer;
  }

  /** Resolves at the next `tell`, or after `mostMs`. */
  next(mostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        this.#waiting.delete(go);
        resolve();
      };
      this.#waiting.add(go);
      this.#setTimer(mostMs, go);
    });
  }

  tell(): void {
    for (const go of [...this.#waiting]) go();
  }
}
