/** Random numbers that follow from a seed alone: the same composition makes the same jobs on every machine and at every later look. */

/** From 0 up to, not including, 1. */
export type Draw = () => number;

/** 32 bits out of 32, well mixed (the finalizer of MurmurHash3). */
export function mix(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** One number out of several, whose order counts. */
export function mixAll(...values: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const value of values) {
    state = mix(state ^ (value >>> 0));
    state = mix(state + Math.floor(value / 2 ** 32) + 0x6d2b79f5);
  }
  return state;
}

/** A run of draws (mulberry32), 53 bits each. */
export function drawsFrom(seed: number): Draw {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return (value ^ (value >>> 14)) >>> 0;
  };
  return () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 2 ** 53;
}

/** A whole number from 0 up to, not including, `below`. */
export function drawBelow(draw: Draw, below: number): number {
  return Math.min(below - 1, Math.floor(draw() * below));
}

/** A place in `weights`, by weight; evenly where they add up to nothing. */
export function drawWeighted(draw: Draw, weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) return drawBelow(draw, weights.length);
  let left = draw() * total;
  const at = weights.findIndex((weight) => (left -= weight) < 0);
  return at < 0 ? weights.findLastIndex((weight) => weight > 0) : at;
}
