import type { Random } from '../../../shared/clock.ts';
import { gauss } from '../random.ts';

/** How long a model takes from acceptance to result: exactly so many ms, or log-normal about a median. */
export type DurationSpec = number | { medianMs: number; spread: number };

/** A duration stays between these multiples of its median, so that a test cannot meet an hour-long outlier. */
const LEAST = 0.5;
const MOST = 2.5;

/** Milliseconds, before the time scale. Draws from `random` only when there is a spread. */
export function drawDuration(spec: DurationSpec, random: Random): number {
  if (typeof spec === 'number') return spec;
  const factor = Math.exp(spec.spread * gauss(random));
  return spec.medianMs * Math.min(MOST, Math.max(LEAST, factor));
}
