import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clamped, fitScale, stepScale, zoomedTo } from '../../../../renderer/screens/library/viewer/zoom.ts';

const image = { width: 2000, height: 1000 };
const room = { width: 1000, height: 800 };

describe('zoom', () => {
  it('fits without enlarging', () => {
    expect(fitScale(image, room, 1)).toBe(0.5);
    expect(fitScale({ width: 100, height: 100 }, room, 1)).toBe(1);
    expect(fitScale({ width: 100, height: 100 }, room, 0.5)).toBe(0.5);
  });

  it('keeps what has room in the middle, and edges at the edges', () => {
    expect(clamped({ scale: 0.5, x: 300, y: 300 }, image, room)).toEqual({ scale: 0.5, x: 0, y: 0 });
    expect(clamped({ scale: 1, x: 9_999, y: -9_999 }, image, room)).toEqual({ scale: 1, x: 500, y: -100 });
  });

  it('keeps the point under the pointer where it is', () => {
    const point = fc.record({ x: fc.integer({ min: -400, max: 400 }), y: fc.integer({ min: -300, max: 300 }) });
    fc.assert(
      fc.property(point, fc.double({ min: 2, max: 8, noNaN: true }), (at, scale) => {
        const before = { scale: 2, x: 0, y: 0 };
        const after = zoomedTo(before, scale, at, image, room, 0.5);
        expect((at.x - after.x) / after.scale).toBeCloseTo((at.x - before.x) / before.scale, 6);
        expect((at.y - after.y) / after.scale).toBeCloseTo((at.y - before.y) / before.scale, 6);
      }),
    );
  });

  it('stays inside its limits', () => {
    const view = { scale: 1, x: 0, y: 0 };
    expect(zoomedTo(view, 99, { x: 0, y: 0 }, image, room, 0.5).scale).toBe(16);
    expect(zoomedTo(view, 0.01, { x: 0, y: 0 }, image, room, 0.5).scale).toBe(0.5);
    expect(stepScale({ ...view, scale: stepScale(view, true) }, false)).toBeCloseTo(1);
  });
});
