import { describe, expect, it } from 'vitest';
import { opensAt } from '../../../electron/engine/queue/opening.ts';
import { batchStart } from '../../../shared/domain.ts';

const at = (time: string) => Date.parse(time);

describe('when a batch may send', () => {
  it('is at once, or from a moment on', () => {
    expect(opensAt(undefined, 5)).toBe(5);
    expect(opensAt({ kind: 'now' }, 5)).toBe(5);
    expect(opensAt({ kind: 'at', at: 9 }, 5)).toBe(9);
    expect(opensAt({ kind: 'at', at: 9 }, 12)).toBeLessThanOrEqual(12);
  });

  it('is within hours of the day, over midnight too, in their time zone', () => {
    const night = { kind: 'hours', from: 22 * 60, to: 6 * 60 + 30, zone: 'Europe/Berlin' } as const;
    const opens = (time: string) => {
      const now = at(time);
      const found = opensAt(night, now);
      return found <= now ? 'open' : new Date(found).toISOString();
    };
    // Winter: Berlin is an hour ahead.
    expect(opens('2026-01-10T12:00:00Z')).toBe('2026-01-10T21:00:00.000Z');
    expect(opens('2026-01-10T20:59:59.999Z')).toBe('2026-01-10T21:00:00.000Z');
    expect(opens('2026-01-10T21:00:00Z')).toBe('open');
    expect(opens('2026-01-11T05:29:59.999Z')).toBe('open');
    expect(opens('2026-01-11T05:30:00Z')).toBe('2026-01-11T21:00:00.000Z');
    // Summer: two hours. And back again: what was known does not stand for another time.
    expect(opens('2026-07-10T19:59:00Z')).toBe('2026-07-10T20:00:00.000Z');
    expect(opens('2026-07-10T20:00:00Z')).toBe('open');
    expect(opens('2026-01-10T12:00:00Z')).toBe('2026-01-10T21:00:00.000Z');
  });

  it('is every day, also where the clocks change in the hour', () => {
    const early = { kind: 'hours', from: 2 * 60 + 30, to: 4 * 60, zone: 'Europe/Berlin' } as const;
    // 29 March 2026: the clocks go from 2:00 to 3:00.
    const opened = opensAt(early, at('2026-03-28T12:00:00Z'));
    expect(opened).toBeGreaterThanOrEqual(at('2026-03-29T00:30:00Z'));
    expect(opened).toBeLessThanOrEqual(at('2026-03-29T01:30:00Z'));
  });

  it('is told of only with hours that there are', () => {
    expect(batchStart.safeParse({ kind: 'hours', from: 60, to: 60, zone: 'UTC' }).success).toBe(false);
    expect(batchStart.safeParse({ kind: 'hours', from: 60, to: 90, zone: 'Nowhere/Town' }).success).toBe(false);
    expect(batchStart.safeParse({ kind: 'hours', from: 60, to: 90, zone: 'Asia/Tokyo' }).success).toBe(true);
  });
});
