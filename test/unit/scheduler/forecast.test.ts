import { describe, expect, it } from 'vitest';
import { JobLine } from '../../../electron/engine/queue/job-line.ts';
import { forecast, type ForecastInput } from '../../../electron/engine/scheduler/forecast.ts';
import { NOTHING_LEARNED } from '../../../electron/engine/scheduler/learned.ts';
import { KeyMeter } from '../../../electron/engine/scheduler/meter.ts';
import { PLANS } from '../../../shared/plans.ts';
import { lowerBoundMs } from '../../bench/scheduler/lower-bound.ts';

const NOW = Date.UTC(2026, 0, 5, 9);

function key(id: number, limit: number) {
  const meter = new KeyMeter({ ...NOTHING_LEARNED, limit }, { sends: [], usedToday: 0, now: NOW }, () => 0.5);
  return { id, label: `key ${id}`, endpoint: 'api' as const, labels: [], account: null, forbidden: new Set<string>(), onlyByLabel: false, meter };
}

function batch(id: number, jobs: number, more: Partial<ForecastInput['batches'][number]> = {}): ForecastInput['batches'][number] {
  const list = Array.from({ length: jobs }, (_, index) => ({ id: id * 100_000 + index, model: 'm', priority: 0, notBefore: 0, outputs: 1 }));
  return { id, endpoint: 'api', priority: 0, hand: false, labels: [], paused: false, jobs: new JobLine(list), ...more };
}

const runs = (polls = 0) => ({ usualMs: () => 4_000, polls: () => polls });

function run(input: Partial<ForecastInput>) {
  const steps = forecast({ now: NOW, keys: [], batches: [], running: [], durationMs: () => 4_000, runs: runs(), ...input });
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
    const polled = run({ keys: [key(1, 10)], batches: [batch(1, 20)], runs: runs(1) }).batches.get(1) ?? 0;
    const plain = run({ keys: [key(1, 10)], batches: [batch(1, 20)] }).batches.get(1) ?? 0;
    expect(polled).toBeGreaterThan(plain + 30_000);
  });
});

describe('a look weeks ahead', () => {
  const DAY = 86_400_000;
  const days = (at: number | undefined) => ((at ?? Number.NaN) - NOW) / DAY;

  it('is made in few steps, and is right: 100,000 polled jobs over one key take its day four times', () => {
    const steps = forecast({ now: NOW, keys: [key(1, 300)], batches: [batch(1, 100_000)], running: [], durationMs: () => 4_000, runs: runs(1) });
    let turns = 0;
    let turn = steps.next();
    for (; !turn.done; turn = steps.next()) turns++;
    expect(turns).toBeLessThan(5_000);
    // Three days are spent; of the fourth a day's allowance at 300 a minute.
    const exact = (Date.UTC(2026, 0, 8) + (50_000 / 300) * 60_000 - NOW) / DAY;
    expect(days(turn.value.batches.get(1)) / exact).toBeCloseTo(1, 2);
    expect(turn.value.shares.get(1)?.get(1)).toMatchObject({ jobs: 100_000, requests: 200_000 });
    expect(turn.value.keys.get(1)?.jobs).toBe(100_000);
  });

  it.each([
    ['within the day', 11_000, [PLANS.free, PLANS.pro, PLANS.pro, PLANS.business]],
    ['over several', 10_500, [PLANS.free, PLANS.pro, PLANS.pro]],
  ])('comes within two hundredths of the exact bound: %s', (_, jobs, plans) => {
    const keys = plans.map(({ requestsPerMinute }, at) => key(at, requestsPerMinute ?? 0));
    const result = run({ keys, batches: [batch(1, jobs)] });
    const bound = lowerBoundMs({ keys: plans, window: 'sliding', startMs: NOW, jobs, serviceMs: 4_000 });
    expect(Math.abs(((result.batches.get(1) ?? 0) - NOW) / bound - 1)).toBeLessThan(0.02);
    expect([...result.keys.values()].reduce((sum, one) => sum + one.jobs, 0)).toBeCloseTo(jobs, -1);
  });

  it('counts places where runs are long', () => {
    // 50 places of ten minutes each: 300 an hour.
    const done = days(run({ keys: [key(1, 300)], batches: [batch(1, 10_000)], durationMs: () => 600_000 }).batches.get(1));
    expect((done * 24) / (10_000 / 300)).toBeCloseTo(1, 2);
  });

  it('goes by rank, labels and the time at which a batch opens; what nobody may run has no word', () => {
    const opens = NOW + 9 * DAY;
    const result = run({
      keys: [key(1, 60), { ...key(2, 60), labels: ['studio'] }],
      batches: [
        batch(1, 20_000, { priority: 5, labels: ['studio'] }),
        batch(2, 20_000),
        batch(3, 10, { start: { kind: 'at', at: opens } }),
        batch(4, 10, { labels: ['nobody'] }),
      ],
    });
    expect(new Set(result.batches.keys())).toEqual(new Set([1, 2, 3]));
    expect([...(result.shares.get(1)?.keys() ?? [])]).toEqual([2]);
    expect(result.shares.get(2)?.get(1)?.jobs).toBeCloseTo(20_000, -1);
    expect((result.batches.get(3) ?? 0) - opens).toBeLessThan(60_000);
    expect(result.waits.get(4)?.kind).toBe('labels');
  });

  it('takes what waits for others along, unless those do not go', () => {
    const step = (id: number, after: number) => ({ batchId: 2, after: [after], job: { id, model: 'm', priority: 0, notBefore: 0, outputs: 1 } });
    const list = batch(1, 5_000);
    const held = Array.from({ length: 5_000 }, (_, at) => step(900_000 + at, 100_000 + at));
    const input = { keys: [key(1, 300)], batches: [list, batch(2, 0)] };
    const { batches } = run({ ...input, held });
    expect(batches.get(2)).toBeGreaterThanOrEqual(batches.get(1) ?? Infinity);
    expect(days(batches.get(2)) * 24 * 60).toBeCloseTo(10_000 / 300, -1);
    expect([...run({ ...input, held: [...held, step(999_999, 77)] }).batches.keys()]).toEqual([1]);
  });

  it('keeps to ceilings job by job', () => {
    const purse = { left: 4_000_000, limit: 4_000_000, unknown: 'wait' as const };
    const spend = { keys: new Map(), batches: new Map([[1, purse]]), days: new Map(), dayEndsAt: Infinity, chargeOf: () => 1_000 };
    const result = run({ keys: [key(1, 300)], batches: [batch(1, 5_000)], spend });
    expect(result.keys.get(1)?.jobs).toBe(4_000);
    expect(result.batches.has(1)).toBe(false);
  });
});
