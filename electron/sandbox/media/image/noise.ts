import type { Random } from '../../../../shared/clock.ts';

const SIZE = 256;

/** Smooth noise in [0, 1]; `octaves` of it give the outline of hills and clouds. */
export interface Noise {
  at(x: number, y: number): number;
  octaves(x: number, y: number, count: number): number;
}

/** Value noise on a lattice of random numbers that repeats after 256 units. */
export function createNoise(random: Random): Noise {
  const lattice = Float32Array.from({ length: SIZE * SIZE }, () => random());
  const value = (x: number, y: number) => lattice[(x & (SIZE - 1)) + (y & (SIZE - 1)) * SIZE] ?? 0;
  const at = (x: number, y: number) => {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [u, v] = [ease(x - left), ease(y - top)];
    const upper = value(left, top) + (value(left + 1, top) - value(left, top)) * u;
    const lower = value(left, top + 1) + (value(left + 1, top + 1) - value(left, top + 1)) * u;
    return upper + (lower - upper) * v;
  };
  const octaves = (x: number, y: number, count: number) => {
    let sum = 0;
    let weight = 0.5;
    let scale = 1;
    for (let octave = 0; octave < count; octave += 1) {
      sum += at(x * scale + octave * 17.3, y * scale + octave * 9.1) * weight;
      weight /= 2;
      scale *= 2;
    }
    return sum / (1 - weight * 2);
  };
  return { at, octaves };
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}
