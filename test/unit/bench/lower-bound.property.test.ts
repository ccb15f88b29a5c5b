import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyLimits } from '../../../electron/sandbox/limits/key-limits.ts';
import type { Slot } from '../../../electron/sandbox/limits/concurrency.ts';
import { WINDOW_KINDS, type WindowKind } from '../../../electron/sandbox/limits/minute-window.ts';
import { PLANS, type PlanLimits } from '../../../shared/plans.ts';
import { boundMs, lowerBoundMs } from '../../bench/scheduler/lower-bound.ts';
import { mulberry32 } from '../../support/engine-world.ts';

/** No schedule that the sandbox's own limits admit is faster than the bound the benchmark divides by. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);
const DAY = Date.UTC(2026, 0, 5);
/** From here on a job needs a poll to be known as done. */
const POLLED_FROM_MS = 55_000;

interface Drawn {
  window: WindowKind;
  startMs: number;
  limits: PlanLimits[];
  serviceMs: number[];
  lostShare: number;
  foreignShare: number;
  /** How much the schedule dawdles: the least gap between two of its looks is drawn up to this. */
  dawdleMs: number;
  seed: number;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  window: fc.constantFrom(...WINDOW_KINDS),
  startMs: fc.integer({ min: 0, max: 86_399_999 }).map((ms) => DAY + ms),
  limits: fc.array(
    fc.record({
      requestsPerMinute: fc.integer({ min: 1, max: 12 }),
      concurrentJobs: fc.option(fc.integer({ min: 1, max: 4 })),
      requestsPerDay: fc.option(fc.integer({ min: 5, max: 40 })),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  serviceMs: fc.array(fc.constantFrom(500, 4_000, 12_000, 61_000, 90_000), { minLength: 1, maxLength: 30 }),
  lostShare: fc.constantFrom(0, 0, 0.2),
  foreignShare: fc.constantFrom(0, 0, 0.4),
  dawdleMs: fc.constantFrom(0, 0, 3_000),
  seed: fc.nat(),
});

interface Outcome {
  tookMs: number;
  lost: number;
  foreign: number[][];
}

/** A schedule that sends whatever it may to whatever key, dawdling and meeting 503s and foreign requests as drawn. */
function schedule({ window, startMs, limits, serviceMs, lostShare, foreignShare, dawdleMs, seed }: Drawn): Outcome {
  const random = mulberry32(seed);
  const keys = limits.map((one) => ({ limits: new KeyLimits(one, window), busy: [] as { until: number; slot: Slot }[], foreign: [] as number[] }));
  const free = (at: number) => {
    for (const key of keys) {
      for (const { slot } of key.busy.filter(({ until }) => until <= at)) slot.release();
      key.busy = key.busy.filter(({ until }) => until > at);
    }
  };
  let now = startMs;
  const admit = (index: number, kind: 'run' | 'other') => {
    const key = keys[index]!;
    for (;;) {
      free(now);
      if (random() < foreignShare && key.limits.admit(now, 'other').admitted) key.foreign.push(now);
      const admission = key.limits.admit(now, kind);
      if (admission.admitted) return admission.slot;
      now = Math.max(now + 1, key.limits.earliestMs(now, kind));
    }
  };
  let end = startMs;
  let lost = 0;
  const owed: { key: number; at: number }[] = [];
  for (const ms of serviceMs) {
    now += Math.floor(random() * dawdleMs);
    for (;;) {
      const index = Math.floor(random() * keys.length);
      const slot = admit(index, 'run')!;
      if (random() < lostShare) {
        lost++;
        slot.release();
        continue;
      }
      slot.expectEnd(now + ms);
      keys[index]!.busy.push({ until: now + ms, slot });
      if (ms > POLLED_FROM_MS) owed.push({ key: index, at: now + ms });
      else end = Math.max(end, now + ms);
      break;
    }
  }
  for (const poll of owed.sort((a, b) => a.at - b.at)) {
    now = Math.max(now, poll.at);
    admit(poll.key, 'other');
    end = Math.max(end, now);
  }
  return { tookMs: end - startMs, lost, foreign: keys.map((key) => key.foreign) };
}

describe('the lower bound', () => {
  it('is never above what a schedule took that the limits admitted', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const { tookMs, lost, foreign } = schedule(one);
        const bound = boundMs({
          keys: one.limits.map((limits, index) => ({ limits, foreign: foreign[index]! })),
          window: one.window,
          startMs: one.startMs,
          serviceMs: one.serviceMs,
          polls: one.serviceMs.filter((ms) => ms > POLLED_FROM_MS).length,
          lost,
        });
        expect(bound).toBeLessThanOrEqual(tookMs + 0.001);
      }),
      { numRuns: RUNS },
    );
  });

  it('is what a hand works out', () => {
    const free = [PLANS.free];
    const at = (window: WindowKind, jobs: number) => lowerBoundMs({ keys: free, window, startMs: DAY, jobs, serviceMs: 4_000 });
    // Ten in five rounds of two; the eleventh waits for the next minute.
    expect(at('fixed', 10)).toBe(20_000);
    expect(at('fixed', 11)).toBe(64_000);
    expect(at('sliding', 11)).toBe(64_000);
    // The bucket drips one each six seconds while the places let ten through in 16 s, and three more have dripped by then.
    expect(at('token-bucket', 13)).toBe(28_000);
    // A day's hundred, the rest at its return.
    expect(at('fixed', 101)).toBe(86_404_000);
  });

  it('pays for polls, for what was lost, and for what others took', () => {
    const work = { keys: [{ limits: PLANS.free }], window: 'fixed' as const, startMs: DAY, serviceMs: Array.from({ length: 10 }, () => 4_000) };
    expect(boundMs(work)).toBe(20_000);
    expect(boundMs({ ...work, lost: 1 })).toBe(64_000);
    expect(boundMs({ ...work, polls: 1 })).toBe(60_000);
    expect(boundMs({ ...work, keys: [{ limits: PLANS.free, foreign: [DAY + 100] }] })).toBe(64_000);
    // Places: 30 s of work for two places. The longest of them alone takes 20.
    expect(boundMs({ ...work, serviceMs: [20_000, 4_000, 4_000, 2_000] })).toBe(20_000);
    expect(boundMs({ ...work, serviceMs: [20_000, 16_000, 16_000, 8_000] })).toBe(32_000);
  });
});
