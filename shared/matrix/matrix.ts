import { shuffled } from './shuffle.ts';
import { drawBelow, drawsFrom, mixAll } from '../prompt/random.ts';

/** How axes go together: every value with every other; the first with the first, the second with the second; or some of all, drawn. */
export type MatrixMode = 'product' | 'zip' | 'sample';

/** One thing that differs from job to job. `reach` as a template's axis has it: 1 where its values run in order or are drawn. */
export interface MatrixAxis {
  method: 'all' | 'order' | 'random';
  /** How many values it has; at most 2^53 - 1. */
  values: number;
  reach: number;
}

export interface MatrixOptions {
  mode: MatrixMode;
  /** How many of all, where they are drawn. */
  sample: number;
  /** What the drawing follows from. */
  seed: number;
}

/** The combinations of some axes, numbered. Nothing is kept: the hundred thousandth costs no more than the first. */
export interface Matrix {
  /** How many there are; capped at 2^53 - 1. */
  count: number;
  /** The value of each axis in a combination, `index < count`. Of an axis that runs in order or is drawn: 0, for the template to decide. */
  digits(index: number): number[];
}

const MOST = Number.MAX_SAFE_INTEGER;

/** Axes in order, the last one fastest. Where none runs over all its values, the longest that runs in order gives the count. */
export function matrixOf(axes: readonly MatrixAxis[], options: MatrixOptions): Matrix {
  const reaches = axes.map((axis) => axis.reach);
  const all = reaches.reduce(times, 1);
  const full = all > 1 ? all : Math.max(1, ...axes.flatMap((axis) => (axis.method === 'order' ? [axis.values] : [])));
  switch (options.mode) {
    case 'product':
      return { count: full, digits: (index) => mixedRadix(index % all, reaches) };
    case 'zip':
      return zip(reaches, Math.max(...reaches, all > 1 ? 1 : full));
    case 'sample':
      return sample(reaches, all, full, options);
  }
}

function zip(reaches: readonly number[], count: number): Matrix {
  return { count, digits: (index) => reaches.map((reach) => index % reach) };
}

/** Each combination once, and never more than there are. */
function sample(reaches: readonly number[], all: number, full: number, { sample: wanted, seed }: MatrixOptions): Matrix {
  const count = Math.min(Math.max(1, wanted), full);
  if (all === 1) return { count, digits: () => reaches.map(() => 0) };
  if (all < MOST) return { count, digits: (index) => mixedRadix(shuffled(index, all, seed), reaches) };
  return { count, digits: (index) => drawn(index, reaches, seed) };
}

/** Of so many combinations that numbers do not hold them, two draws alike are as good as impossible. */
function drawn(index: number, reaches: readonly number[], seed: number): number[] {
  return reaches.map((reach, axis) => drawBelow(drawsFrom(mixAll(seed, axis, index)), reach));
}

function mixedRadix(index: number, reaches: readonly number[]): number[] {
  const digits = reaches.slice();
  for (let at = reaches.length - 1; at >= 0; at--) {
    digits[at] = index % reaches[at]!;
    index = Math.floor(index / reaches[at]!);
  }
  return digits;
}

function times(one: number, other: number): number {
  return Math.min(MOST, one * other);
}
