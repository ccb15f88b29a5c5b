import { useCallback, useState } from 'react';
import type { Box } from './zoom.ts';

/** The size of an element, px, followed as it changes; null before it is known. Give `ref` to the element. */
export function useRoom(): { room: Box | null; ref(element: HTMLElement | null): (() => void) | undefined } {
  const [room, setRoom] = useState<Box | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { room, ref };
}
