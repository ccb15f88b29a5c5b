import { memo, useCallback, useEffectEvent, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { longMonth } from './day-words.ts';
import { monthAt, monthsOf, type MonthMark } from './months.ts';
import type { GridRow } from './sections.ts';
import { useHeight } from './use-width.ts';

const LEAST_BETWEEN_LABELS = 24;
const PAD = 12;

interface ScrubberProps {
  rows: readonly GridRow[];
  scroller: RefObject<HTMLElement | null>;
  controls: string;
}

/** The whole list as a strip of months: shows where one is, a press goes there. */
export const Scrubber = memo(function Scrubber({ rows, scroller, controls }: ScrubberProps) {
  const line = useRef<HTMLSpanElement>(null);
  const room = useHeight(scroller);
  const total = useMemo(() => rows.reduce((sum, row) => sum + row.room, 0), [rows]);
  const strip = Math.max(0, room - 2 * PAD);
  const marks = useMemo(() => monthsOf(rows, total, strip, LEAST_BETWEEN_LABELS), [rows, total, strip]);
  const at = useCallback((distance: number) => PAD + (Math.min(distance, total) / Math.max(1, total)) * strip, [total, strip]);
  const here = useHere({ scroller, line, marks, at });
  if (total <= room || !here) return <div className="w-10 shrink-0 border-l border-line" />;

  const go = (distance: number) => scroller.current?.scrollTo({ top: distance });
  const goTo = (event: PointerEvent) => go((total * (event.clientY - event.currentTarget.getBoundingClientRect().top - PAD)) / strip - room / 2);
  function onKeyDown(event: KeyboardEvent): void {
    const place = marks.indexOf(here ?? marks[0]!);
    const next = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: marks.length - 1 }[event.key];
    const mark = next === undefined ? undefined : marks[Math.min(marks.length - 1, Math.max(0, next))];
    if (!mark) return;
    event.preventDefault();
    go(mark.top);
  }

  return (
    <div
      role="slider"
      aria-label="Month"
      aria-orientation="vertical"
      aria-controls={controls}
      aria-valuemin={0}
      aria-valuemax={marks.length - 1}
      aria-valuenow={marks.indexOf(here)}
      aria-valuetext={longMonth(here.time)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && goTo(event)}
      className="focus-inside relative w-10 shrink-0 touch-none border-l border-line select-none"
    >
      {marks.map((mark) => (
        <span key={mark.top} className="absolute inset-x-0 flex items-center" style={{ top: at(mark.top) }}>
          <span className="h-px w-1.5 bg-line-3" />
          {mark.label && <span className="mono absolute top-1 left-2 text-label text-text-3">{mark.label}</span>}
        </span>
      ))}
      <span ref={line} aria-hidden className="pointer-events-none absolute inset-x-0 h-0.5 bg-now" />
    </div>
  );
});

interface Strip {
  scroller: RefObject<HTMLElement | null>;
  /** Shows the place on the strip. */
  line: RefObject<HTMLElement | null>;
  marks: readonly MonthMark[];
  /** Where a distance from the list's start lies on the strip, px. */
  at(distance: number): number;
}

/**
 * The month at the upper edge of what scrolls. The line is moved by itself, before the frame, and React draws anew for another month only. The place is read before the
 * grid draws its rows for it (a child's effects come first, so its listener does): read after, the page would be laid out twice a frame.
 */
function useHere({ scroller, line, marks, at }: Strip): MonthMark | null {
  const [top, setTop] = useState(0);
  const drawing = useRef(0);
  const move = useEffectEvent((place: number) => {
    cancelAnimationFrame(drawing.current);
    drawing.current = requestAnimationFrame(() => {
      if (line.current) line.current.style.top = `${at(place)}px`;
    });
  });
  const follow = useEffectEvent(() => {
    const place = scroller.current?.scrollTop ?? 0;
    move(place);
    if (monthAt(marks, place) !== monthAt(marks, top)) setTop(place);
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    const onScroll = () => follow();
    element?.addEventListener('scroll', onScroll, { passive: true });
    return () => element?.removeEventListener('scroll', onScroll);
  }, [scroller]);
  useLayoutEffect(() => move(scroller.current?.scrollTop ?? 0), [scroller, marks, at]);
  return monthAt(marks, top);
}
