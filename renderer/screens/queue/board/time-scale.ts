/** How the board lays time out from left to right: what stands at its left edge, and how much time one pixel is. Device pixels throughout. */
export interface TimeScale {
  /** ms since the epoch at x = 0. */
  start: number;
  msPerPx: number;
  /** px. */
  width: number;
}

/** Whole-width spans of the zoom, ms. */
export const SPANS = { '10 s': 10_000, '1 min': 60_000, '6 min': 360_000, '1 h': 3_600_000, '1 d': 86_400_000 } as const;
export type SpanName = keyof typeof SPANS;

const SHORTEST = SPANS['10 s'];
const LONGEST = SPANS['1 d'];

/** While it follows, now stands here: a share of the width. */
export const NOW_SHARE = 0.66;

/** x of a moment, on a whole pixel. */
export function xOf(scale: TimeScale, at: number): number {
  return Math.round((at - scale.start) / scale.msPerPx);
}

export function timeAt(scale: TimeScale, x: number): number {
  return scale.start + x * scale.msPerPx;
}

export function endOf(scale: TimeScale): number {
  return timeAt(scale, scale.width);
}

/** The scale that shows `span` ms with now in its place. Its start lies on a whole pixel of absolute time, so that nothing trembles. */
export function following(now: number, span: number, width: number): TimeScale {
  const msPerPx = span / Math.max(1, width);
  const start = now - NOW_SHARE * span;
  return { start: Math.round(start / msPerPx) * msPerPx, msPerPx, width };
}

/** Zooms by `factor` (over 1: more time) so that what stands at `x` stays there; bounded. */
export function zoomedAbout(scale: TimeScale, x: number, factor: number): TimeScale {
  const span = boundedSpan(scale.msPerPx * scale.width * factor);
  const msPerPx = span / Math.max(1, scale.width);
  return { ...scale, start: timeAt(scale, x) - x * msPerPx, msPerPx };
}

export function boundedSpan(span: number): number {
  return Math.min(LONGEST, Math.max(SHORTEST, span));
}

/** Moves what is shown by `px` to the right. */
export function moved(scale: TimeScale, px: number): TimeScale {
  return { ...scale, start: scale.start - px * scale.msPerPx };
}

/** The name of the zoom that is nearest to a span, by factor. */
export function nearestSpan(span: number): SpanName {
  const names = Object.keys(SPANS) as SpanName[];
  return names.toSorted((one, other) => Math.abs(Math.log(SPANS[one] / span)) - Math.abs(Math.log(SPANS[other] / span)))[0]!;
}
