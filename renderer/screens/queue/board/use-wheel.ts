import { useEffect, type RefObject } from 'react';
import { dragBy, zoomBy } from './board-view.ts';
import type { Scene } from './scene.ts';

/** The wheel zooms about the pointer; with Shift, or sideways, it pans. React listens to wheels passively, and the page would scroll along. */
export function useWheel(element: RefObject<HTMLElement | null>, scene: () => Scene | null): void {
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const onWheel = (event: WheelEvent) => {
      const shown = scene();
      // Alt scrolls the lanes, as the scroll bar does.
      if (!shown || event.altKey) return;
      event.preventDefault();
      const pan = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
      if (Math.abs(pan) > Math.abs(event.shiftKey ? 0 : event.deltaY)) return dragBy(shown.scale, -pan * shown.dpr);
      const x = (event.clientX - current.getBoundingClientRect().left) * shown.dpr;
      zoomBy(shown.scale, x, Math.exp(event.deltaY / 400));
    };
    current.addEventListener('wheel', onWheel, { passive: false });
    return () => current.removeEventListener('wheel', onWheel);
  }, [element, scene]);
}
