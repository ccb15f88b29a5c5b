import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixOf, type MatrixAxis } from '../../../shared/matrix/matrix.ts';
import { shuffled } from '../../../shared/matrix/shuffle.ts';

const axis = fc.oneof(
  fc.integer({ min: 1, max: 6 }).map((values): MatrixAxis => ({ method: 'all', values, reach: values })),
  fc.record({ method: fc.constantFrom('order' as const, 'random' as const), values: fc.integer({ min: 2, max: 6 }), reach: fc.constant(1) }),
);
const axes = fc.array(axis, { maxLength: 5 });
const rows = (list: readonly MatrixAxis[], options: Parameters<typeof matrixOf>[1]) => {
  const matrix = matrixOf(list, options);
  return Array.from({ length: matrix.count }, (_, index) => matrix.digits(index));
};

describe('matrixOf', () => {
  it('makes every combination once', () => {
    fc.assert(
      fc.property(axes, (list) => {
        const made = rows(list, { mode: 'product', sample: 1, seed: 0 });
        const product = list.reduce((all, { reach }) => all * reach, 1);
        if (product > 1) expect([made.length, new Set(made.map(String)).size]).toEqual([product, product]);
        for (const digits of made) digits.forEach((digit, at) => expect(digit < list[at]!.reach && digit >= 0).toBe(true));
      }),
    );
  });

  it('samples different combinations, as many as asked for or as there are', () => {
    fc.assert(
      fc.property(axes, fc.integer({ min: 1, max: 400 }), fc.nat(), (list, sample, seed) => {
        const product = list.reduce((all, { reach }) => all * reach, 1);
        fc.pre(product > 1);
        const made = rows(list, { mode: 'sample', sample, seed });
        expect([made.length, new Set(made.map(String)).size]).toEqual([Math.min(sample, product), made.length]);
      }),
    );
  });

  it('zips: the longest gives the count, shorter ones go round', () => {
    const list = [3, 2].map((values): MatrixAxis => ({ method: 'all', values, reach: values }));
    expect(rows(list, { mode: 'zip', sample: 1, seed: 0 })).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
    ]);
  });

  it('takes the longest list in order where nothing runs over all', () => {
    const list: MatrixAxis[] = [4, 6].map((values) => ({ method: 'order', values, reach: 1 }));
    expect(rows(list, { mode: 'product', sample: 1, seed: 0 })).toHaveLength(6);
    expect(rows([], { mode: 'product', sample: 1, seed: 0 })).toEqual([[]]);
  });

  it('draws from more combinations than numbers can count', () => {
    const huge: MatrixAxis[] = Array.from({ length: 30 }, () => ({ method: 'all', values: 10, reach: 10 }));
    const made = rows(huge, { mode: 'sample', sample: 2_000, seed: 3 });
    expect(new Set(made.map(String)).size).toBe(2_000);
    expect(matrixOf(huge, { mode: 'product', sample: 1, seed: 0 }).count).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('shuffled', () => {
  it('is another order of the same numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), fc.nat(), (size, seed) => {
        const made = Array.from({ length: size }, (_, index) => shuffled(index, size, seed));
        expect(made.toSorted((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, index) => index));
      }),
    );
  });

  it('spreads over all of a large range', () => {
    const made = Array.from({ length: 1_000 }, (_, index) => shuffled(index, 2 ** 50, 5) / 2 ** 50);
    for (let tenth = 0; tenth < 10; tenth++) expect(made.filter((at) => Math.floor(at * 10) === tenth).length).toBeGreaterThan(60);
  });
});
