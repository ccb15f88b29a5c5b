import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstFrom, insertSorted } from '../../../../renderer/screens/queue/board/search.ts';
import { ticks } from '../../../../renderer/screens/queue/board/ticks.ts';
import { following, moved, nearestSpan, NOW_SHARE, SPANS, timeAt, xOf, zoomedAbout } from '../../../../renderer/screens/queue/board/time-scale.ts';

const NOW = 1_795_520_000_123;

describe('a scale', () => {
  it('keeps now at two thirds while it follows, and moves by whole pixels', () => {
    for (const span of Object.values(SPANS)) {
      const scale = following(NOW, span, 1_000);
      expect(Math.abs(xOf(scale, NOW) - 1_000 * NOW_SHARE)).toBeLessThanOrEqual(1);
      const later = following(NOW + 3 * scale.msPerPx, span, 1_000);
      expect((later.start - scale.start) / scale.msPerPx).toBeCloseTo(3, 3);
    }
  });

  it('zooms about the pointer: what stood there stays', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000 }), fc.double({ min: 0.3, max: 3, noNaN: true }), (x, factor) => {
        const scale = following(NOW, SPANS['6 min'], 1_000);
        const zoomed = zoomedAbout(scale, x, factor);
        expect(timeAt(zoomed, x)).toBeCloseTo(timeAt(scale, x), 0);
      }),
    );
  });

  it('is never closer than ten seconds nor farther than a day', () => {
    const scale = following(NOW, SPANS['1 min'], 1_000);
    expect(zoomedAbout(scale, 500, 0.000_1).msPerPx * 1_000).toBe(10_000);
    expect(zoomedAbout(scale, 500, 1e9).msPerPx * 1_000).toBe(86_400_000);
  });

  it('is dragged with the pointer', () => {
    const scale = following(NOW, SPANS['1 min'], 1_000);
    expect(xOf(moved(scale, 120), timeAt(scale, 300))).toBe(420);
  });

  it('names the nearest zoom by factor', () => {
    expect(nearestSpan(10_000)).toBe('10 s');
    expect(nearestSpan(150_000)).toBe('6 min');
    expect(nearestSpan(20_000_000)).toBe('1 d');
  });
});

describe('ticks', () => {
  it('label minutes and stand every ten seconds at six minutes', () => {
    const scale = following(NOW, SPANS['6 min'], 1_000);
    const { ticks: found, step } = ticks(scale, 1, 0);
    expect(step).toBe(60_000);
    expect(found).toHaveLength(36);
    expect(found.filter((tick) => tick.labelled)).toHaveLength(6);
  });

  it('thin out to keep six pixels apart, at every zoom, width and density of pixels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 86_400_000 }), fc.integer({ min: 300, max: 4_000 }), fc.constantFrom(1, 1.5, 2), (span, width, dpr) => {
        const { ticks: found } = ticks(following(NOW, span, width), dpr, 3_600_000);
        for (let at = 1; at < found.length; at++) {
          const apart = ((found[at]!.at - found[at - 1]!.at) * width) / span;
          expect(apart).toBeGreaterThanOrEqual(Math.min(6 * dpr, (3_600_000 * width) / span) - 0.001);
        }
      }),
    );
  });

  it('fall on whole hours of the reader', () => {
    const scale = following(NOW, SPANS['1 d'], 1_200);
    const offset = 5.5 * 3_600_000;
    for (const tick of ticks(scale, 1, offset).ticks) expect((tick.at + offset) % 1_800_000).toBe(0);
  });
});

describe('binary search', () => {
  it('finds what a walk finds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: -5, max: 55 }), (numbers, wanted) => {
        const sorted = numbers.toSorted((a, b) => a - b);
        const walk = sorted.findIndex((value) => value >= wanted);
        expect(firstFrom(sorted, wanted, (value) => value)).toBe(walk < 0 ? sorted.length : walk);
      }),
    );
  });

  it('keeps rows in order however they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 })), (numbers) => {
        const rows: number[] = [];
        for (const value of numbers) insertSorted(rows, value, (one) => one);
        expect(rows).toEqual(numbers.toSorted((a, b) => a - b));
      }),
    );
  });
});
