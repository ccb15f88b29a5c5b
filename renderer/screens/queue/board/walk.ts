import type { SceneLane } from './scene.ts';
import type { Flight } from './packing.ts';

/** Where the keyboard stands: a lane, and a flight of it. */
export interface Place {
  lane: number;
  flight: Flight | null;
}

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

export function isArrow(key: string): key is Arrow {
  return key.startsWith('Arrow');
}

/** The next place for an arrow key. Left and right go by time within the lane, up and down to what was under way then in the next lane. */
export function walked(lanes: readonly SceneLane[], from: Place | null, key: Arrow): Place | null {
  if (lanes.length === 0) return null;
  if (!from) return { lane: 0, flight: lanes[0]!.record.flights.at(-1) ?? null };
  if (key === 'ArrowUp' || key === 'ArrowDown') return sideways(lanes, from, key === 'ArrowUp' ? -1 : 1);
  const flights = lanes[from.lane]?.record.flights ?? [];
  const at = from.flight ? flights.indexOf(from.flight) : flights.length;
  const next = Math.max(0, Math.min(flights.length - 1, at + (key === 'ArrowLeft' ? -1 : 1)));
  return { lane: from.lane, flight: flights[next] ?? null };
}

function sideways(lanes: readonly SceneLane[], from: Place, step: number): Place {
  const lane = Math.max(0, Math.min(lanes.length - 1, from.lane + step));
  const { flights } = lanes[lane]!.record;
  const at = from.flight?.startedAt ?? Infinity;
  return { lane, flight: flights.findLast((flight) => flight.startedAt <= at) ?? flights[0] ?? null };
}
