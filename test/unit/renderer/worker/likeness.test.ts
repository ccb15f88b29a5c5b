import { expect, it } from 'vitest';
import { likenessOf, LIKENESS_SIZE } from '../../../../renderer/worker/likeness.ts';

const { width, height } = LIKENESS_SIZE;

function pixels(shade: (x: number, y: number) => number): Uint8ClampedArray {
  const all = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) all.fill(shade(x, y), 4 * (y * width + x), 4 * (y * width + x) + 3);
  return all;
}

it('says where a picture grows brighter, row by row', () => {
  expect(likenessOf(pixels((x) => x * 10))).toBe('ffffffffffffffff');
  expect(likenessOf(pixels((x) => 200 - x * 10))).toBe('0000000000000000');
  expect(likenessOf(pixels((x, y) => (y === 0 ? x * 10 : 200 - x * 10)))).toBe('ff00000000000000');
  expect(likenessOf(pixels((x) => (x === 8 ? 90 : 50)))).toBe('0101010101010101');
});

it('is none of a picture of one shade', () => {
  expect(likenessOf(pixels(() => 90))).toBeNull();
  expect(likenessOf(pixels((x) => 90 + (x % 3)))).toBeNull();
});

it('is the same of a darker, flatter copy', () => {
  const waves = (x: number, y: number) => 20 * ((x * 7 + y * 3) % 10);
  expect(likenessOf(pixels((x, y) => waves(x, y) * 0.5 + 20))).toBe(likenessOf(pixels(waves)));
});
