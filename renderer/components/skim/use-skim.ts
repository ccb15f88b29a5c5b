import { startTransition, useLayoutEffect, useState, type RefObject } from 'react';
import { NO_MOTION, skims, moved } from './skim.ts';

/** One looks again when the list has rested for so long, ms. */
const REST_MS = 80;

/** True while the list goes by too fast for a picture to be seen. */
export function useSkim(scroller: RefObject<HTMLElement | null>): boolean {
  const [skimming, setSkimming] = useState(false);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    let motion = NO_MOTION;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      motion = moved(motion, { at: performance.now(), top: element.scrollTop });
      setSkimming(skims(motion, element.clientHeight));
      clearTimeout(rest);
      // What was left out is much at once: it is drawn in pieces, and gives way to the next movement.
      rest = setTimeout(() => startTransition(() => setSkimming(false)), REST_MS);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(rest);
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller]);
  return skimming;
}
