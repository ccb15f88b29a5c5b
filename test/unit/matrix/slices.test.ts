import { describe, expect, it } from 'vitest';
import { inSlices } from '../../../shared/matrix/slices.ts';

/** A clock that goes on by a millisecond with each step of the work. */
function world() {
  let now = 0;
  const slices: number[] = [];
  let since = 0;
  return {
    slices,
    work: () => void now++,
    options: {
      budgetMs: 40,
      monotonic: () => now,
      async pause() {
        slices.push(now - since);
        now += 100;
        since = now;
      },
    },
  };
}

describe('inSlices', () => {
  it('does all of the work, and pauses when a slice is used up', async () => {
    const { options, slices, work } = world();
    const done: number[] = [];
    await inSlices(1_000, (index) => (done.push(index), work()), options);
    expect(done).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
    expect(slices.length).toBeGreaterThan(10);
    expect(Math.max(...slices)).toBeLessThanOrEqual(40 + 32);
  });

  it('stops between slices when it is no longer wanted', async () => {
    const { options, work } = world();
    const abort = new AbortController();
    let done = 0;
    const step = () => {
      work();
      if (++done === 100) abort.abort(new Error('another draft'));
    };
    await expect(inSlices(1_000, step, { ...options, signal: abort.signal })).rejects.toThrow('another draft');
    expect(done).toBeLessThan(200);
  });
});
