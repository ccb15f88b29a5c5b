import { SCREENS, type Screen } from '../state/route.ts';
import type { Later } from './later.tsx';
import { OVER_SCREENS } from './over-screens.tsx';
import { SCREEN_INFO } from './screens.ts';

/** Long after a first screen is drawn, ms. */
const REST_AFTER_MS = 2_000;

/** Brings the code of the first screen now, and all other while the window has nothing else to do: whoever goes there later waits for nothing. */
export function bringCode(first: Screen): void {
  SCREEN_INFO[first].code.bring().then(
    () => setTimeout(() => bringIdly([...Object.values(OVER_SCREENS), ...SCREENS.map((screen) => SCREEN_INFO[screen].code)]), REST_AFTER_MS),
    () => {}, // Who draws it says so.
  );
}

/** One after the other, each in a pause. */
function bringIdly([next, ...rest]: readonly Later[]): void {
  if (!next) return;
  requestIdleCallback(
    () =>
      void next.bring().then(
        () => bringIdly(rest),
        () => {},
      ),
    { timeout: 5_000 },
  );
}
