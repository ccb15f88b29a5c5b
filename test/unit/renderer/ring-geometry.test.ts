import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arcPath, ringArcs, ringMeasures, segmentCount } from '../../../renderer/components/ring-geometry.ts';
import { progressSegments } from '../../../renderer/components/progress-segments.ts';
import { counts } from '../../support/fake-data.ts';

describe('ring', () => {
  test('52 px: a band of 4, the outer line 2 px off it', () => {
    const { outerRadius, innerRadius, band } = ringMeasures(52);
    expect({ outerRadius, innerRadius, band }).toEqual({ outerRadius: 25, innerRadius: 20.5, band: 4 });
    expect(outerRadius - 0.5 - (innerRadius + band / 2)).toBe(2);
  });

  test('12 segments, or the limit when it is 12 or less', () => {
    expect([segmentCount(60), segmentCount(10), segmentCount(12), segmentCount(13), segmentCount(null), segmentCount(0)]).toEqual([12, 10, 12, 12, 12, 12]);
  });

  test('used 7 of 10 fills seven whole segments', () => {
    const { used, track } = ringArcs(0.7, 10, 20);
    expect(track).toHaveLength(10);
    expect(used).toHaveLength(7);
    expect(used[6]!.to).toBeCloseTo(track[6]!.to, 6);
  });

  test('46 of 60 fills nine segments and a sliver of the tenth', () => {
    const { used } = ringArcs(46 / 60, 12, 20);
    expect(used).toHaveLength(10);
    expect(used[9]!.to).toBeCloseTo(46 / 60, 6);
  });

  test('nothing used draws nothing, all used fills the track, and shares beyond are cut', () => {
    expect(ringArcs(0, 12, 20).used).toEqual([]);
    expect(ringArcs(1, 12, 20).used).toEqual(ringArcs(1, 12, 20).track);
    expect(ringArcs(7, 12, 20).used).toEqual(ringArcs(1, 12, 20).track);
    expect(ringArcs(-1, 12, 20).used).toEqual([]);
  });

  test('arcs never overlap, never run backwards, and stay on the ring', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 12 }), (share, segments) => {
        let last = 0;
        for (const arc of ringArcs(share, segments, 20).used) {
          expect(arc.from).toBeGreaterThanOrEqual(last);
          expect(arc.to).toBeGreaterThanOrEqual(arc.from);
          last = arc.to;
        }
        expect(last).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('starts at 12 o’clock and goes clockwise; a whole turn is two halves', () => {
    expect(arcPath({ from: 0, to: 0.25 }, 26, 20)).toBe('M26 6A20 20 0 0 1 46 26');
    expect(arcPath({ from: 0, to: 0.75 }, 26, 20)).toBe('M26 6A20 20 0 1 1 6 26');
    expect(arcPath({ from: 0, to: 1 }, 26, 20)).toBe('M26 6A20 20 0 0 1 26 46M26 46A20 20 0 0 1 26 6');
  });
});

describe('progress bar', () => {
  test('one failure in ten thousand shows', () => {
    const segments = progressSegments(counts({ done: 9_999, failed: 1 }), 10_000);
    expect(segments.map((segment) => segment.tone)).toEqual(['done', 'fail']);
    expect(segments[1]!.share).toBe(0.015);
  });

  test('never wider than the bar', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(500), fc.nat(500), fc.nat(500), (queued, running, done, failed, uncertain) => {
        const total = queued + running + done + failed + uncertain;
        const sum = progressSegments(counts({ queued, running, done, failed, uncertain }), total).reduce((all, segment) => all + segment.share, 0);
        expect(sum).toBeLessThanOrEqual(1 + 3 * 0.015);
      }),
    );
  });

  test('an empty batch draws nothing', () => {
    expect(progressSegments(counts({}), 0)).toEqual([]);
  });
});
