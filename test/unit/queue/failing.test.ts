import { describe, expect, it } from 'vitest';
import { createFailingWatch, type FailingWatchOptions, isFailing } from '../../../electron/engine/queue/failing.ts';
import type { BatchHeld } from '../../../shared/domain.ts';
import { NO_JOBS, type JobCounts } from '../../../shared/job-state.ts';

function watch(counts: () => JobCounts, active = () => true, streak: FailingWatchOptions['streak'] = () => null) {
  const held: [number, BatchHeld][] = [];
  const due: (() => void)[] = [];
  const failing = createFailingWatch({
    counts,
    isActive: active,
    tooMany: () => 0.5,
    streak,
    later: (work) => due.push(work),
    hold: (...what) => held.push(what),
  });
  return { failing, held, run: () => due.splice(0).forEach((work) => work()) };
}

describe('a failing batch', () => {
  it('is one of which more than a share of at least ten failed', () => {
    expect(isFailing(9, 9, 0.5)).toBe(false);
    expect(isFailing(10, 20, 0.5)).toBe(false);
    expect(isFailing(11, 20, 0.5)).toBe(true);
    expect(isFailing(11, 100, 0.1)).toBe(true);
    expect(isFailing(10, 10, 1)).toBe(false);
  });

  it('is held once the transaction is over, while jobs of it wait', () => {
    const counts = { ...NO_JOBS, queued: 5, done: 2, failed: 12 };
    const { failing, held, run } = watch(() => counts);
    failing.failed(7);
    failing.failed(7);
    expect(held).toEqual([]);
    run();
    expect(held).toEqual([[7, { kind: 'failing', failed: 12, settled: 14 }]]);
  });

  it('is left alone when nothing waits any more, or when it is paused already', () => {
    const nothing = watch(() => ({ ...NO_JOBS, failed: 12 }));
    nothing.failing.failed(1);
    nothing.run();
    expect(nothing.held).toEqual([]);
    const paused = watch(
      () => ({ ...NO_JOBS, queued: 1, failed: 12 }),
      () => false,
    );
    paused.failing.failed(1);
    paused.run();
    expect(paused.held).toEqual([]);
  });

  it('that someone let go on is held again only after ten more', () => {
    let counts = { ...NO_JOBS, queued: 50, failed: 12 };
    const { failing, held, run } = watch(() => counts);
    failing.forgive(1, counts);
    counts = { ...counts, failed: 21 };
    failing.failed(1);
    run();
    expect(held).toEqual([]);
    counts = { ...counts, failed: 22 };
    failing.failed(1);
    run();
    expect(held).toEqual([[1, { kind: 'failing', failed: 22, settled: 22 }]]);
  });

  it('is held as soon as its own rule says so', () => {
    const counts = { ...NO_JOBS, queued: 5, done: 20, failed: 3 };
    const { failing, held, run } = watch(
      () => counts,
      () => true,
      () => ({ failed: 3, code: 'INFERENCE_FAILED' }),
    );
    failing.failed(7);
    run();
    expect(held).toEqual([[7, { kind: 'streak', failed: 3, code: 'INFERENCE_FAILED' }]]);
  });
});
