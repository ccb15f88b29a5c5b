import type { RequestView } from '../../../../shared/domain.ts';
import { BARS_TOP, laneRows, visibleFlights, visibleMarks } from './lane-layout.ts';
import type { Flight, Outline } from './packing.ts';
import { AXIS_HEIGHT, placesOf, type Scene, type SceneLane } from './scene.ts';
import { timeAt, xOf } from './time-scale.ts';

/** What stands under a point of the board. */
export type Hit =
  | { kind: 'flight'; lane: SceneLane; flight: Flight }
  | { kind: 'outline'; lane: SceneLane; outline: Outline }
  | { kind: 'mark'; lane: SceneLane; mark: RequestView };

/** How far from a thin thing the pointer may be, CSS px. */
const REACH = 4;

/** `x` and `y` in CSS px from the canvas's corner. */
export function hitAt(scene: Scene, x: number, y: number): Hit | null {
  if (y < AXIS_HEIGHT) return null;
  const inLanes = y - AXIS_HEIGHT + scene.scrollTop;
  const lane = scene.lanes[Math.floor(inLanes / scene.laneHeight)];
  if (!lane) return null;
  const inLane = inLanes % scene.laneHeight;
  const deviceX = x * scene.dpr;
  if (inLane >= scene.laneHeight - 26) {
    const mark = markAt(scene, lane, deviceX);
    if (mark) return { kind: 'mark', lane, mark };
  }
  return barAt(scene, lane, deviceX, inLane);
}

function markAt(scene: Scene, lane: SceneLane, x: number): RequestView | null {
  let best: { mark: RequestView; off: number } | null = null;
  for (const mark of visibleMarks(lane.record.marks, scene.scale)) {
    const off = Math.abs(xOf(scene.scale, mark.sentAt) - x);
    if (off <= REACH * scene.dpr && (!best || off < best.off || (off === best.off && mark.outcome === 'refused'))) best = { mark, off };
  }
  return best?.mark ?? null;
}

function barAt(scene: Scene, lane: SceneLane, x: number, inLane: number): Hit | null {
  const rows = laneRows(scene.laneHeight, placesOf(lane));
  const row = rows.kind === 'rows' ? Math.floor((inLane - BARS_TOP) / rows.pitch) : null;
  const at = timeAt(scene.scale, x);
  const reach = REACH * scene.dpr * scene.scale.msPerPx;
  const candidates = row === null ? lane.record.packing.rows : [lane.record.packing.rows[row] ?? []];
  for (const flights of candidates) {
    const flight = visibleFlights(flights, scene.scale).find(
      (one) => one.startedAt - reach <= at && at <= (one.endedAt ?? expectedEnd(lane, one, scene.now)) + reach,
    );
    if (flight) return { kind: 'flight', lane, flight };
  }
  const outline = lane.record.outlines.find((one) => (row === null || one.row === row) && one.from <= at && at <= one.to && one.to > scene.now);
  return outline ? { kind: 'outline', lane, outline } : null;
}

function expectedEnd(lane: SceneLane, flight: Flight, now: number): number {
  return Math.max(now, lane.record.expected.get(flight.jobId) ?? now);
}
