import { useEffect, useEffectEvent, useState, type PointerEvent, type WheelEvent } from 'react';
import { clamped, fitScale, stepScale, zoomedTo, type Box, type View } from './zoom.ts';

export interface Zoom {
  view: View;
  /** Follows the window until zoomed by hand. */
  fits: boolean;
  fit(): void;
  /** One image pixel on one device pixel. */
  actual(): void;
  on: {
    onWheel(event: WheelEvent): void;
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onDoubleClick(): void;
  };
}

const CENTRE = { x: 0, y: 0 };

/** Zoom and pan of an image: wheel about the pointer, drag, double click between fit and 100 %, keys + − Z. */
export function useZoom(image: Box, room: Box): Zoom {
  const actualScale = 1 / (globalThis.devicePixelRatio || 1);
  const smallest = fitScale(image, room, actualScale);
  const [own, setOwn] = useState<View | null>(null);
  const [grip, setGrip] = useState<{ x: number; y: number } | null>(null);
  const view = own ? clamped(own, image, room) : { scale: smallest, x: 0, y: 0 };
  const zoom = (scale: number, at = CENTRE) => setOwn(scale <= smallest ? null : zoomedTo(view, scale, at, image, room, smallest));
  const fit = () => setOwn(null);
  const actual = () => zoom(Math.max(actualScale, smallest * 1.001));

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      '+': () => zoom(stepScale(view, true)),
      '=': () => zoom(stepScale(view, true)),
      '-': () => zoom(stepScale(view, false)),
      z: () => (own === null ? actual() : fit()),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener, true);
    return () => window.removeEventListener('keydown', listener, true);
  }, []);

  return {
    view,
    fits: own === null,
    fit,
    actual,
    on: {
      onWheel: (event) => zoom(stepScale(view, event.deltaY < 0), fromCentre(event)),
      onPointerDown: (event) => {
        if (own === null || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setGrip({ x: event.clientX - view.x, y: event.clientY - view.y });
      },
      onPointerMove: (event) => grip && setOwn(clamped({ scale: view.scale, x: event.clientX - grip.x, y: event.clientY - grip.y }, image, room)),
      onPointerUp: () => setGrip(null),
      onDoubleClick: () => (own === null ? actual() : fit()),
    },
  };
}

function fromCentre(event: WheelEvent): { x: number; y: number } {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
}
