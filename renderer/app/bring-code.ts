import { create } from 'zustand';
import type { Screen } from '../state/route.ts';
import { ALL_LATER } from './later.tsx';
import { SCREEN_INFO } from './screens.ts';

/** Long after a first screen is drawn, ms. */
const REST_AFTER_MS = 2_000;

/** Whether the window has come to rest after its start. */
export const useRested = create<{ rested: boolean }>(() => ({ rested: false }));

/** Brings the code of the first screen now, and all other while the window has nothing else to do: whoever goes there later waits for nothing. Resolves when the first is here, or cannot be had. */
export function bringCode(first: Screen): Promise<void> {
  return SCREEN_INFO[first].code.bring().then(
    () =>
      void setTimeout(() => {
        useRested.setState({ rested: true });
        bringIdly(0);
      }, REST_AFTER_MS),
    () => {}, // Who draws it says so.
  );
}

/** One after the other, each in a pause. */
function bringIdly(at: number): void {
  const part = ALL_LATER[at];
  if (part)
    requestIdleCallback(
      () =>
        void part.bring().then(
          () => bringIdly(at + 1),
          () => {},
        ),
      { timeout: 5_000 },
    );
}
