import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumberList } from '../../../shared/matrix/number-list.ts';

const values = (text: string) => {
  const read = readNumberList(text);
  return read.ok ? read.values : read.message;
};

describe('readNumberList', () => {
  it('reads lists, ranges, steps and both together', () => {
    expect(values('1, 5, 9')).toEqual([1, 5, 9]);
    expect(values('1..4')).toEqual([1, 2, 3, 4]);
    expect(values('1 to 10 step 3; 50')).toEqual([1, 4, 7, 10, 50]);
    expect(values('3..1')).toEqual([3, 2, 1]);
    expect(values('0..0.5 step 0.1')).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(values('-2..2/2\n.5')).toEqual([-2, 0, 2, 0.5]);
    expect(values('−1..1')).toEqual([-1, 0, 1]);
  });

  it('says what it cannot read', () => {
    expect(values('')).toBe('Write values such as 1, 5, 9 or a range such as 1..10.');
    expect(values('1, fox')).toBe('“fox” is no number and no range such as 1..10 or 0..1 step 0.25.');
    expect(values('1..5 step 0')).toBe('A range cannot go in steps of 0.');
    expect(values('1..1e9')).toBe('A range of more than 100,000 values.');
    expect(values('1..90000, 1..90000')).toBe('More than 100,000 values.');
  });

  it('reads back the numbers it is given', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), { minLength: 1 }), (list) => {
        expect(values(list.join(', '))).toEqual(list.map((each) => Number(`${each}`)));
      }),
    );
  });

  it('counts a range without losing its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 400 }), (from, steps, hundredths) => {
        const step = hundredths / 100;
        const to = Number((from + steps * step).toFixed(2));
        const read = values(`${from}..${to} step ${step}`);
        expect([read.length, read.at(-1)]).toEqual([steps + 1, to]);
      }),
    );
  });
});
