import { describe, expect, it } from 'vitest';
import { BARS, barOf, Peaks, stretchesOf } from '../../../../renderer/worker/peaks.ts';

describe('a waveform', () => {
  it('is the loudest of each stretch, of the loudest 1, whatever the pieces', () => {
    const peaks = new Peaks(64);
    peaks.add(Float32Array.from([0.1, -0.4]), 0, 1);
    peaks.add(Float32Array.from([0.2, 0.1, 0, -0.8]), 2, 2);
    peaks.add(new Float32Array(), 9, 1);
    peaks.add(Float32Array.from([1]), 64, 1);
    const levels = peaks.levels();
    expect(levels).toHaveLength(BARS);
    expect(levels.slice(0, 5)).toEqual([expect.closeTo(0.5), 0, expect.closeTo(0.25), 1, 0]);
  });

  it('of silence, or of no length, is flat', () => {
    expect(new Peaks(10).levels()).toEqual(Array.from({ length: BARS }, () => 0));
    const none = new Peaks(0);
    none.add(Float32Array.from([1]), 0, 1);
    expect(Math.max(...none.levels())).toBe(0);
  });

  it('hears all of a short sound, and two minutes of any longer one', () => {
    expect(stretchesOf(30)).toEqual([{ from: 0, to: 30 }]);
    const long = stretchesOf(6_400);
    expect(long).toHaveLength(BARS);
    expect(long[1]).toEqual({ from: 100, to: 102 });
  });

  it('is drawn about the middle, silence as dots', () => {
    expect(barOf(1, 0, { width: 512, height: 96 })).toEqual({ x: 2, y: 0, width: 4, height: 96 });
    expect(barOf(0, 1, { width: 512, height: 96 })).toEqual({ x: 10, y: 46, width: 4, height: 4 });
  });
});
