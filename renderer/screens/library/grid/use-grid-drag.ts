import { useEffect, useMemo, useRef, type PointerEvent as ReactPointerEvent, type RefObject } from 'react';
import { gapAt, itemsBetween, topsOf, type Point } from './hit.ts';
import type { GridRow } from './sections.ts';

/** What dragging over the grid does. `reorder`: null where the list has no order of its own. */
export interface GridDrag {
  /** A band begins; `besides`: what is selected now stays. */
  onBandBegin(besides: boolean): void;
  /** Called whenever other items lie in the band. */
  onBand(indexes: readonly number[]): void;
  reorder: {
    /** The tile that was taken hold of goes, with all that is selected if it is one of them, before an item, or to the end. */
    onDrop(taken: number, before: number): void;
    /** The mouse left the window with the tile: true where something else takes it from there. */
    onOut(taken: number): boolean;
  } | null;
  /** A tile can be dragged out of the window: a band begins beside tiles only. */
  tilesGoOut: boolean;
}

export interface GridDragOptions {
  scroller: RefObject<HTMLDivElement | null>;
  /** What holds the rows. */
  list: RefObject<HTMLDivElement | null>;
  /** Shows the band, or the place something would go to. */
  mark: RefObject<HTMLDivElement | null>;
  rows: readonly GridRow[];
  listed: boolean;
  drag: GridDrag;
}

/** A click trembles by less, px. */
const BEGINS = 5;
/** So near an edge the list scrolls along, px, by at most so much a frame. */
const EDGE = 40;
const SCROLL = 18;

interface Under {
  what: 'band' | 'reorder';
  from: Point;
  /** Where the mouse is on the page. */
  at: { clientX: number; clientY: number };
  taken: number;
  besides: boolean;
  begun: boolean;
  /** What was last told of a band. */
  told: string;
}

/** Selecting with a band, and putting assets of a collection in another order, with the mouse. Escape lets go. */
export function useGridDrag(options: GridDragOptions): (event: ReactPointerEvent) => void {
  const { rows } = options;
  const tops = useMemo(() => topsOf(rows), [rows]);
  const now = useRef<Now>({ ...options, tops });
  useEffect(() => {
    now.current = { ...options, tops };
  });
  const end = useRef<() => void>(() => {});
  useEffect(() => () => end.current(), []);

  return (event) => {
    const under = begun(event, now.current);
    if (!under) return;
    let frame = 0;
    const follow = () => {
      frame = 0;
      if (under.begun && scrollAlong(under, now.current)) frame = requestAnimationFrame(follow);
      if (under.begun) show(under, now.current);
    };
    const onMove = (moved: PointerEvent) => {
      under.at = moved;
      const place = placeOf(under, now.current);
      if (!under.begun && Math.hypot(place.x - under.from.x, place.y - under.from.y) > BEGINS) {
        under.begun = true;
        if (under.what === 'band') now.current.drag.onBandBegin(under.besides);
      }
      if (under.begun && isOut(moved) && under.what === 'reorder' && now.current.drag.reorder?.onOut(under.taken)) return stop();
      if (under.begun) frame ||= requestAnimationFrame(follow);
    };
    const onUp = () => {
      if (under.begun) {
        drop(under, now.current);
        swallowClick();
      }
      stop();
    };
    const onKey = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape' || !under.begun) return;
      pressed.stopPropagation();
      stop();
    };
    function stop(): void {
      cancelAnimationFrame(frame);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('keydown', onKey, true);
      if (now.current.mark.current) now.current.mark.current.hidden = true;
      end.current = () => {};
    }
    end.current();
    end.current = stop;
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('keydown', onKey, true);
  };
}

type Now = GridDragOptions & { tops: readonly number[] };

function begun(event: ReactPointerEvent, now: Now): Under | null {
  const { target, clientX, clientY } = event;
  if (event.button !== 0 || event.pointerType === 'touch' || !(target instanceof Element) || target.closest('button,[data-check]')) return null;
  const tile = target.closest<HTMLElement>('[data-tile]');
  const what = tile && now.drag.reorder ? 'reorder' : 'band';
  if (tile && what === 'band' && now.drag.tilesGoOut) return null;
  const under = {
    what,
    at: { clientX, clientY },
    taken: Number(tile?.dataset['tile'] ?? -1),
    besides: event.ctrlKey || event.metaKey,
    begun: false,
    told: '',
  } as const;
  return { ...under, from: placeOf(under, now) };
}

function placeOf({ at }: Pick<Under, 'at'>, { list }: Now): Point {
  const box = list.current?.getBoundingClientRect();
  return { x: at.clientX - (box?.left ?? 0), y: at.clientY - (box?.top ?? 0) };
}

function show(under: Under, now: Now): void {
  const place = placeOf(under, now);
  if (under.what === 'reorder') {
    const gap = gapAt(now.rows, now.tops, place, now.listed);
    if (gap) draw(now.mark.current, gap.line, 'line');
    return;
  }
  const { from } = under;
  draw(
    now.mark.current,
    { x: Math.min(from.x, place.x), y: Math.min(from.y, place.y), width: Math.abs(from.x - place.x), height: Math.abs(from.y - place.y) },
    'band',
  );
  const found = itemsBetween(now.rows, now.tops, from, place);
  const told = found.join();
  if (told === under.told) return;
  under.told = told;
  now.drag.onBand(found);
}

/** Written to the element itself: the grid is not drawn anew for each movement of the mouse. */
function draw(mark: HTMLDivElement | null, { x, y, width, height }: { x: number; y: number; width: number; height: number }, as: 'band' | 'line'): void {
  if (!mark) return;
  mark.hidden = false;
  mark.dataset['as'] = as;
  mark.style.transform = `translate(${x}px, ${y}px)`;
  mark.style.width = `${width}px`;
  mark.style.height = `${height}px`;
}

function drop(under: Under, now: Now): void {
  const gap = under.what === 'reorder' ? gapAt(now.rows, now.tops, placeOf(under, now), now.listed) : null;
  if (gap) now.drag.reorder?.onDrop(under.taken, gap.before);
}

/** True while there is more to scroll. */
function scrollAlong({ at }: Under, { scroller }: Now): boolean {
  const box = scroller.current;
  if (!box) return false;
  const { top, bottom } = box.getBoundingClientRect();
  const by = at.clientY < top + EDGE ? at.clientY - top - EDGE : at.clientY > bottom - EDGE ? at.clientY - bottom + EDGE : 0;
  const before = box.scrollTop;
  box.scrollTop += Math.max(-SCROLL, Math.min(SCROLL, by));
  return box.scrollTop !== before;
}

function isOut({ clientX, clientY }: PointerEvent): boolean {
  return clientX < 0 || clientY < 0 || clientX >= innerWidth || clientY >= innerHeight;
}

/** The click that ends a drag chooses nothing. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => event.stopPropagation();
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
}
