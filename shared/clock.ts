/**
 * The only way time enters the engine and the sandbox. Hosts pass the system's clock, tests and benchmarks a virtual one,
 * so that a month of scheduling runs in seconds and no test sleeps.
 */
export interface Clock {
  /** Wall-clock time in whole milliseconds since the Unix epoch. May jump (sleep, NTP, a user with a wrong calendar). */
  now(): number;
  /** Milliseconds from an arbitrary start; never goes back. Use it to measure how long something took. */
  monotonic(): number;
  /**
   * Calls `callback` once, `delayMs` from now (at least 0). Returns a function that cancels it and may be called any number of
   * times. A timer that slept through its time fires as soon as the machine wakes: callers re-read `now()` when called.
   */
  setTimer(delayMs: number, callback: () => void): () => void;
}

/** Resolves after `ms` on the given clock; rejects with the signal's reason when aborted first. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.setTimer(ms, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** Uniform random numbers in [0, 1), as `Math.random`. Injected so that tests can repeat a run from a printed seed. */
export type Random = () => number;
