import { useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { KeyView } from '../../../../shared/domain.ts';
import { clockSeconds } from '../../../look/times.ts';
import { navigate } from '../../../state/route.ts';
import { dragBy, setFollow, useBoardView, zoomBy } from './board-view.ts';
import { flightWords } from './board-words.ts';
import { type Hit, hitAt } from './hit.ts';
import { HoverCard } from './hover-card.tsx';
import type { LaneHeight } from './lane-layout.ts';
import type { Scene } from './scene.ts';
import type { Board } from './use-board.ts';
import { usePainter } from './use-painter.ts';
import { useWheel } from './use-wheel.ts';
import { isArrow, type Place, walked } from './walk.ts';

export interface BoardCanvasProps {
  board: Board;
  keys: readonly KeyView[];
  laneHeight: LaneHeight;
  /** How far the lanes are scrolled now. */
  scrollTop(): number;
}

interface Hovered {
  hit: Hit;
  x: number;
  y: number;
  room: { width: number; height: number };
}

const KEYS_HELP = 'Arrow keys go from job to job, Enter opens one, plus and minus zoom, Page up goes back in time, End follows now.';
/** A press that moves less is a click. */
const DRAG_FROM_PX = 3;

/** The board's canvas with pointer and keyboard. */
export function BoardCanvas({ board, keys, laneHeight, scrollTop }: BoardCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const helpId = useId();
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const view = useBoardView();
  const chosen = useMemo(() => chosenOf(hovered?.hit ?? null, place, board.now()), [hovered, place, board]);
  const { ref: paint, scene } = usePainter(board, { keys, laneHeight, scrollTop, view, chosen });
  useWheel(frame, scene);
  const pointer = usePointer(scene, setHovered);

  function onKeyDown(event: KeyboardEvent): void {
    const shown = scene();
    if (!shown || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isArrow(event.key)) setPlace(walked(shown.lanes, place, event.key));
    else if (event.key === 'Enter' && place?.flight) navigate('queue', place.flight.batchId, place.flight.jobId);
    else if (event.key === 'Escape' && place) setPlace(null);
    else if (!steer(event.key, shown)) return;
    event.preventDefault();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application of its own: it has a keyboard, and a table beside it
    <div
      ref={frame}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      role="application"
      aria-label="Flight board"
      aria-describedby={helpId}
      onKeyDown={onKeyDown}
      {...pointer}
      className="focus-inside relative size-full overflow-hidden"
    >
      <canvas ref={paint} aria-hidden className="absolute inset-0 block size-full touch-none" />
      {hovered && <HoverCard hit={hovered.hit} x={hovered.x} y={hovered.y} room={hovered.room} now={board.now()} />}
      <p id={helpId} className="sr-only">
        {KEYS_HELP}
      </p>
      <output className="sr-only">{place && placeWords(place, keys, board.now())}</output>
    </div>
  );
}

/** Keys that move the view; false for others. */
function steer(key: string, { scale }: Scene): boolean {
  switch (key) {
    case '+':
    case '=':
      zoomBy(scale, scale.width / 2, 0.5);
      return true;
    case '-':
      zoomBy(scale, scale.width / 2, 2);
      return true;
    case 'PageUp':
      dragBy(scale, scale.width / 2);
      return true;
    case 'PageDown':
      dragBy(scale, -scale.width / 2);
      return true;
    case 'End':
      setFollow(true, scale);
      return true;
    default:
      return false;
  }
}

/** Hover, drag and click. */
function usePointer(scene: () => Scene | null, onHover: (hovered: Hovered | null) => void) {
  const drag = useRef<{ x: number; moved: boolean } | null>(null);
  const pointOf = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const hitOf = (event: PointerEvent): Hovered | null => {
    const shown = scene();
    const point = pointOf(event);
    const hit = shown && hitAt(shown, point.x, point.y);
    return hit && { hit, ...point, room: { width: event.currentTarget.clientWidth, height: event.currentTarget.clientHeight } };
  };
  return {
    onPointerDown(event: PointerEvent): void {
      if (event.button !== 0) return;
      drag.current = { x: event.clientX, moved: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent): void {
      const held = drag.current;
      if (!held) return onHover(hitOf(event));
      const by = event.clientX - held.x;
      if (by === 0 || (!held.moved && Math.abs(by) < DRAG_FROM_PX)) return;
      drag.current = { x: event.clientX, moved: true };
      onHover(null);
      const shown = scene();
      if (shown) dragBy(shown.scale, by * shown.dpr);
    },
    onPointerUp(event: PointerEvent): void {
      const clicked = drag.current?.moved === false;
      drag.current = null;
      const found = clicked ? hitOf(event) : null;
      if (found) open(found.hit);
    },
    onPointerCancel(): void {
      drag.current = null;
    },
    onPointerLeave: () => onHover(null),
  };
}

function open(hit: Hit): void {
  switch (hit.kind) {
    case 'flight':
      return navigate('queue', hit.flight.batchId, hit.flight.jobId);
    case 'outline':
      return navigate('queue', hit.outline.batchId, hit.outline.jobId);
    case 'mark': {
      const { jobId, keyId } = hit.mark;
      const flight = hit.lane.record.flights.findLast((one) => one.jobId === jobId);
      return flight ? navigate('queue', flight.batchId, flight.jobId) : navigate('keys', keyId);
    }
  }
}

function chosenOf(hit: Hit | null, place: Place | null, now: number): Scene['chosen'] {
  const flight = hit?.kind === 'flight' ? hit.flight : hit ? null : place?.flight;
  if (flight) return { keyId: flight.keyId, from: flight.startedAt, to: flight.endedAt ?? now, row: flight.row };
  if (hit?.kind === 'outline') return { keyId: hit.lane.key.id, from: hit.outline.from, to: hit.outline.to, row: hit.outline.row };
  return null;
}

function placeWords(place: Place, keys: readonly KeyView[], now: number): string {
  const { flight } = place;
  const key = keys[place.lane]?.label ?? '';
  return flight ? `${key}: job ${flight.number}, sent ${clockSeconds(flight.startedAt)}, ${flightWords(flight, null, now)}` : `${key}: no jobs`;
}
