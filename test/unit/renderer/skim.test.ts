import { describe, expect, it } from 'vitest';
import { moved, NO_MOTION, skims, type Place } from '../../../renderer/components/skim/skim.ts';

const HEIGHT = 700;
const after = (...places: Place[]) => skims(places.reduce(moved, NO_MOTION), HEIGHT);

describe('skimming', () => {
  it('is when a row is in sight for less than a tenth of a second', () => {
    expect(after({ at: 0, top: 0 }, { at: 16, top: 160 })).toBe(true);
    expect(after({ at: 0, top: 9_000 }, { at: 16, top: 8_840 })).toBe(true);
  });

  it('is not as fast as a person looks, or a wheel turns', () => {
    expect(after({ at: 0, top: 0 }, { at: 16, top: 42 })).toBe(false);
    expect(after({ at: 0, top: 0 }, { at: 16, top: 120 })).toBe(false);
  });

  it('is no jump: what it leads to is looked at', () => {
    expect(after({ at: 0, top: 500_000 })).toBe(false);
    expect(after({ at: 0, top: 0 }, { at: 1_000, top: 500_000 })).toBe(false);
  });
});
