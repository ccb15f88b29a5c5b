import { useLayoutEffect, useState, type RefObject } from 'react';

/** The room inside an element, px, followed as it changes; 0 before it is known. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  return useRoom(ref, 'clientWidth');
}

export function useHeight(ref: RefObject<HTMLElement | null>): number {
  return useRoom(ref, 'clientHeight');
}

function useRoom(ref: RefObject<HTMLElement | null>, side: 'clientWidth' | 'clientHeight'): number {
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setRoom(Math.floor(element[side]));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [ref, side]);
  return room;
}
