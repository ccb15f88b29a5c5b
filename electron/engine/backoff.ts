import type { Random } from '../../shared/clock.ts';

/** Exponential backoff with full jitter: a random time between 0 and `firstMs` · 2^tries, at most `mostMs`. `tries` counts from 0. */
export function fullJitter(random: Random, tries: number, { firstMs, mostMs }: { firstMs: number; mostMs: number }): number {
  return Math.round(random() * Math.min(mostMs, firstMs * 2 ** Math.min(tries, 30)));
}
