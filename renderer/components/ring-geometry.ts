/**
 * The ring as numbers: an inner band cut into segments that fills with what this minute has used, and a thin outer line that shrinks with
 * the time to its reset. Starts at 12 o'clock, clockwise. Everything in px.
 */
export type RingSize = 32 | 52 | 96;

export interface RingMeasures {
  centre: number;
  outerRadius: number;
  innerRadius: number;
  band: number;
}

/** The band is 4 px at 52; the outer line keeps 2 px off it. */
export function ringMeasures(size: RingSize): RingMeasures {
  const band = size === 96 ? 6 : size === 52 ? 4 : 3;
  const outerRadius = size / 2 - 1;
  return { centre: size / 2, outerRadius, innerRadius: outerRadius - 2.5 - band / 2, band };
}

/** 12, or as many as the limit is when it is 12 or less. */
export function segmentCount(limit: number | null): number {
  return limit !== null && limit >= 1 && limit <= 12 ? limit : 12;
}

export interface Arc {
  /** Of a whole turn, from 12 o'clock. */
  from: number;
  to: number;
}

const GAP_PX = 1;

/** The parts of the band to draw: the whole track, and what of it is used. `used` is a share, 0 to 1. */
export function ringArcs(used: number, segments: number, radius: number): { track: Arc[]; used: Arc[] } {
  const gap = segments > 1 ? GAP_PX / (2 * Math.PI * radius) : 0;
  const share = Math.min(1, Math.max(0, used));
  const track = Array.from({ length: segments }, (_, at) => ({ from: at / segments + gap / 2, to: (at + 1) / segments - gap / 2 }));
  const filled = track.filter((arc) => arc.from < share).map((arc) => ({ from: arc.from, to: Math.min(arc.to, share) }));
  return { track, used: filled };
}

/** The last parts of the band: what batches leave to work composed by hand. `reserved` is a share, 0 to 1. */
export function reservedArcs(reserved: number, segments: number, radius: number): Arc[] {
  if (reserved <= 0) return [];
  const first = Math.min(segments - 1, Math.floor((1 - reserved) * segments + 1e-9));
  return ringArcs(0, segments, radius).track.slice(first);
}

/** SVG path of an arc. A whole turn is drawn as two halves, or its ends would meet and vanish. */
export function arcPath({ from, to }: Arc, centre: number, radius: number): string {
  if (to - from >= 1) return `${arcPath({ from, to: from + 0.5 }, centre, radius)}${arcPath({ from: from + 0.5, to: from + 1 }, centre, radius)}`;
  const start = pointAt(from, centre, radius);
  const end = pointAt(to, centre, radius);
  return `M${start}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${end}`;
}

function pointAt(turn: number, centre: number, radius: number): string {
  const angle = 2 * Math.PI * turn;
  return `${round(centre + radius * Math.sin(angle))} ${round(centre - radius * Math.cos(angle))}`;
}

function round(px: number): number {
  return Math.round(px * 1_000) / 1_000;
}
