import { useEffect, useMemo, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { longMonth } from './day-words.ts';
import { monthAt, monthsOf } from './months.ts';
import type { GridRow } from './sections.ts';

const LEAST_BETWEEN_LABELS = 24;
const PAD = 12;

/** The whole list as a strip of months: shows where one is, a press goes there. */
export function Scrubber({ rows, scroller, controls }: { rows: readonly GridRow[]; scroller: RefObject<HTMLElement | null>; controls: string }) {
  const { top, room } = useScroll(scroller, rows);
  const total = useMemo(() => rows.reduce((sum, row) => sum + row.room, 0), [rows]);
  const strip = Math.max(0, room - 2 * PAD);
  const marks = useMemo(() => monthsOf(rows, total, strip, LEAST_BETWEEN_LABELS), [rows, total, strip]);
  const here = monthAt(marks, top);
  if (total <= room || !here) return <div className="w-10 shrink-0 border-l border-line" />;
  const at = (distance: number) => PAD + (distance / total) * strip;

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
      <span aria-hidden className="pointer-events-none absolute inset-x-0 h-0.5 bg-now" style={{ top: at(Math.min(top, total)) }} />
    </div>
  );
}

/** How far an element is scrolled, and what of it is in sight, px. */
function useScroll(scroller: RefObject<HTMLElement | null>, rows: readonly GridRow[]): { top: number; room: number } {
  const [place, setPlace] = useState({ top: 0, room: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const read = () => setPlace({ top: element.scrollTop, room: element.clientHeight });
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    read();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, [scroller, rows]);
  return place;
}
