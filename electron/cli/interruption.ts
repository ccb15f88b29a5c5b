import type { Clock } from '../../shared/clock.ts';
import { EXIT } from './exit-codes.ts';

/** The part of `process` this needs. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
  exit(code: number): void;
}

const CODES = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hungUp } as const;
/** A terminal and a wrapper such as npm may both deliver the same Ctrl-C. */
const SAME_KEYSTROKE_MS = 300;

/** Stopping has two steps. The first signal aborts what is returned, with the exit code as its reason; the second ends the process at once. */
export function interruption(source: SignalSource, clock: Clock, onFirst: () => void): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  for (const [signal, code] of Object.entries(CODES) as [keyof typeof CODES, number][]) {
    source.on(signal, () => {
      if (!controller.signal.aborted) {
        firstAt = clock.monotonic();
        onFirst();
        controller.abort(code);
      } else if (clock.monotonic() - firstAt > SAME_KEYSTROKE_MS) source.exit(code);
    });
  }
  return controller.signal;
}
