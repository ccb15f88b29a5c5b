import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place, windowState } from '../../../electron/desktop/window-state.ts';

const laptop = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: -200, width: 2560, height: 1400 };
const kept = (x: number, y: number, width = 1200, height = 800) => ({ bounds: { x, y, width, height }, maximized: false });

describe('place', () => {
  it('opens where it was', () => {
    expect(place(kept(2000, 10), [laptop, second])).toEqual({ width: 1200, height: 800, at: { x: 2000, y: 10 }, maximized: false });
  });

  it('opens in the usual size the first time, no larger than the display', () => {
    expect(place(null, [laptop])).toEqual({ width: 1440, height: 900, at: null, maximized: false });
    expect(place(null, [{ x: 0, y: 0, width: 1280, height: 720 }])).toMatchObject({ width: 1280, height: 720 });
  });

  it('comes back to the first display when its own is gone, and stays maximised', () => {
    expect(place({ ...kept(2000, 10), maximized: true }, [laptop])).toEqual({ width: 1440, height: 900, at: null, maximized: true });
  });

  it('comes back when the title bar cannot be got hold of', () => {
    expect(place(kept(0, 1010), [laptop]).at).toBeNull();
    expect(place(kept(0, -10), [laptop]).at).toBeNull();
    expect(place(kept(-1100, 0), [laptop]).at).toBeNull();
    expect(place(kept(-1000, 0), [laptop]).at).not.toBeNull();
  });

  it('never opens outside every display, nor smaller than the page can bear', () => {
    const edge = fc.integer({ min: -5_000, max: 5_000 });
    const size = fc.integer({ min: 1, max: 8_000 });
    fc.assert(
      fc.property(edge, edge, size, size, (x, y, width, height) => {
        const placement = place(kept(x, y, width, height), [laptop, second]);
        const { at } = placement;
        const seen = !at || [laptop, second].some((d) => at.y >= d.y && at.y < d.y + d.height && at.x < d.x + d.width && at.x + width > d.x);
        return seen && placement.width >= 1024 && placement.height >= 700;
      }),
    );
  });

  it('refuses a file with nonsense in it', () => {
    expect(windowState.safeParse({ bounds: { x: 0, y: 0, width: -1, height: 5 }, maximized: false }).success).toBe(false);
    expect(windowState.safeParse({ bounds: { x: 0.5, y: 0, width: 1, height: 5 }, maximized: false }).success).toBe(false);
  });
});
