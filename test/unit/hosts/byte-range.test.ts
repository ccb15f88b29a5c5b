import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseByteRange } from '../../../electron/hosts/byte-range.ts';

describe('parseByteRange', () => {
  it.each([
    [null, 100, { kind: 'whole' }],
    ['', 100, { kind: 'whole' }],
    ['bytes=0-9', 100, { kind: 'part', first: 0, last: 9 }],
    ['bytes=90-', 100, { kind: 'part', first: 90, last: 99 }],
    ['bytes=90-1000', 100, { kind: 'part', first: 90, last: 99 }],
    ['bytes=-10', 100, { kind: 'part', first: 90, last: 99 }],
    ['bytes=-1000', 100, { kind: 'part', first: 0, last: 99 }],
    ['Bytes = 5 - 6', 100, { kind: 'part', first: 5, last: 6 }],
    ['bytes=100-', 100, { kind: 'unsatisfiable' }],
    ['bytes=0-', 0, { kind: 'unsatisfiable' }],
    ['bytes=-0', 100, { kind: 'unsatisfiable' }],
    ['bytes=-5', 0, { kind: 'unsatisfiable' }],
    ['bytes=9-5', 100, { kind: 'whole' }],
    ['bytes=-', 100, { kind: 'whole' }],
    ['bytes=0-1,5-6', 100, { kind: 'whole' }],
    ['items=0-9', 100, { kind: 'whole' }],
    ['bytes=a-b', 100, { kind: 'whole' }],
  ])('%s of %i bytes', (header, bytes, expected) => {
    expect(parseByteRange(header, bytes)).toEqual(expected);
  });

  it('never names a byte that is not there', () => {
    const headers = fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
      fc.nat().map((n) => `bytes=-${n}`),
    );
    fc.assert(
      fc.property(headers, fc.nat({ max: 10_000 }), (header, bytes) => {
        const range = parseByteRange(header, bytes);
        return range.kind !== 'part' || (range.first >= 0 && range.first <= range.last && range.last < bytes);
      }),
    );
  });
});
