import { describe, expect, it } from 'vitest';
import { forecast, type ForecastInput } from '../../../electron/engine/scheduler/forecast.ts';
import { NOTHING_LEARNED } from '../../../electron/engine/scheduler/learned.ts';
import { KeyMeter } from '../../../electron/engine/scheduler/meter.ts';
import { PLANS } from '../../../shared/plans.ts';
import { lowerBoundMs } from '../../bench/scheduler/lower-bound.ts';

const NOW = Date.UTC(2026, 0, 5, 9);

function key(id: number, limit: number) {
  const meter = new KeyMeter({ ...NOTHING_LEARNED, limit }, { sends: [], usedToday: 0, now: NOW }, () => 0.5);
  return { id, label: `key ${id}`, endpoint: 'api' as const, labels: [], account: null, forbidden: new Set<string>(), meter };
}

function batch(id: number, jobs: number, more: Partial<ForecastInput['batches'][number]> = {}): ForecastInput['batches'][number] {
  const list = Array.from({ length: jobs }, (_, index) => ({ id: id * 100_000 + index, model: 'm', priority: 0, notBefore: 0, outputs: 1 }));
  return { id, endpoint: 'api', priority: 0, hand: false, labels: [], paused: false, jobs: list, ...more };
}

function run(input: Partial<ForecastInput>) {
  const steps = forecast({ now: NOW, keys: [], batches: [], running: [], durationMs: () => 4_000, polls: () => 0, ...input });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

describe('forecast', () => {
  it('comes close to the exact bound where keys have learned nothing but their limit', () => {
    const result = run({ keys: [key(1, 10), key(2, 60), key(3, 60), key(4, 300)], batches: [batch(1, 1_500)] });
    const bound = lowerBoundMs({ keys: [PLANS.free, PLANS.pro, PLANS.pro, PLANS.business], window: 'sliding', startMs: NOW, jobs: 1_500, serviceMs: 4_000 });
    expect(((result.batches.get(1) ?? 0) - NOW) / bound).toBeCloseTo(1, 1);
    expect([...result.keys.values()].reduce((sum, one) => sum + one.jobs, 0)).toBe(1_500);
  });

  it('lets the batch of higher priority end first, and shares between equals', () => {
    const high = run({ keys: [key(1, 60)], batches: [batch(1, 100), batch(2, 100, { priority: 10 })] }).batches;
    expect(high.get(2)).toBeLessThan(high.get(1) ?? 0);
    const equal = run({ keys: [key(1, 60)], batches: [batch(1, 100), batch(2, 100)] }).batches;
    expect(Math.abs((equal.get(1) ?? 0) - (equal.get(2) ?? 0))).toBeLessThan(10_000);
  });

  it('sleeps through a day that is spent', () => {
    const done = run({ keys: [key(1, 10)], batches: [batch(1, 150)] }).batches.get(1) ?? 0;
    expect(done).toBeGreaterThan(Date.UTC(2026, 0, 6));
    expect(done).toBeLessThan(Date.UTC(2026, 0, 6, 1));
  });

  it('has no word for a batch that no key may run, nor for one that is paused', () => {
    const result = run({ keys: [key(1, 60)], batches: [batch(1, 5, { labels: ['nobody'] }), batch(2, 5, { paused: true }), batch(3, 5)] });
    expect([...result.batches.keys()]).toEqual([3]);
  });

  it('counts what runs already, and the polls of slow models', () => {
    const running = [{ jobId: 7, batchId: 9, keyId: 1, endpoint: 'api' as const, model: 'm', startedAt: NOW - 1_000 }];
    expect(run({ keys: [key(1, 60)], running }).batches.get(9)).toBe(NOW + 3_000);
    const polled = run({ keys: [key(1, 10)], batches: [batch(1, 20)], polls: () => 1 }).batches.get(1) ?? 0;
    const plain = run({ keys: [key(1, 10)], batches: [batch(1, 20)] }).batches.get(1) ?? 0;
    expect(polled).toBeGreaterThan(plain + 30_000);
  });
});
