import type { Clock } from '../../../shared/clock.ts';

export interface Deadline {
  /** Aborts when time is up or the caller stops. */
  readonly signal: AbortSignal;
  /** Rejects at the same moment, so that a fetch which ignores its signal holds nobody up. */
  readonly broken: Promise<never>;
  /** Why it was broken; null while it holds. */
  why(): 'late' | 'stopped' | null;
  /** Lets go of the timer and the listener. */
  end(): void;
}

/** A time limit of `ms` on the given clock, joined with the caller's signal. */
export function startDeadline(clock: Clock, ms: number, stop: AbortSignal): Deadline {
  const controller = new AbortController();
  let why: 'late' | 'stopped' | null = null;
  const broken = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  const breakOff = (reason: 'late' | 'stopped') => {
    why ??= reason;
    controller.abort();
  };
  const onStop = () => breakOff('stopped');
  stop.addEventListener('abort', onStop, { once: true });
  const cancelTimer = clock.setTimer(ms, () => breakOff('late'));
  const end = () => {
    cancelTimer();
    stop.removeEventListener('abort', onStop);
  };
  return { signal: controller.signal, broken, why: () => why, end };
}
