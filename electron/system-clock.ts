import type { Clock } from '../shared/clock.ts';

/** Node's longest timer; a longer delay would fire at once. Callers re-read the clock when woken, so waking early is harmless. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's own clock, for hosts. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(delayMs, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(0, delayMs), LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};
