import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyLimits } from '../../../electron/sandbox/limits/key-limits.ts';
import { WINDOW_KINDS } from '../../../electron/sandbox/limits/minute-window.ts';
import type { Slot } from '../../../electron/sandbox/limits/concurrency.ts';
import { PLANS } from '../../../shared/plans.ts';

const NOON = Date.UTC(2026, 0, 1, 12);
const DAY = 86_400_000;

describe('limits of a key', () => {
  it('are checked in the order concurrency, day, minute', () => {
    const limits = new KeyLimits({ requestsPerMinute: 2, concurrentJobs: 2, requestsPerDay: 2 }, 'fixed');
    const first = limits.admit(NOON, 'run');
    limits.admit(NOON, 'run');
    expect(limits.admit(NOON, 'run')).toMatchObject({ admitted: false, reason: 'concurrency', remaining: 0 });
    expect(limits.admit(NOON, 'other')).toMatchObject({ admitted: false, reason: 'day' });
    if (first.admitted) first.slot?.release();
    expect(limits.admit(NOON, 'run')).toMatchObject({ admitted: false, reason: 'day', retryAfterS: 12 * 3600 });
    const roomy = new KeyLimits({ requestsPerMinute: 1, concurrentJobs: 2, requestsPerDay: 9 }, 'fixed');
    roomy.admit(NOON, 'other');
    expect(roomy.admit(NOON, 'run')).toMatchObject({ admitted: false, reason: 'minute', retryAfterS: 60 });
  });

  it('leave allowance when it is concurrency that refuses', () => {
    const limits = new KeyLimits(PLANS.free, 'sliding');
    limits.admit(NOON, 'run');
    limits.admit(NOON, 'run');
    expect(limits.admit(NOON, 'run')).toMatchObject({ admitted: false, reason: 'concurrency', remaining: 8 });
    expect(limits.running).toBe(2);
  });

  it('count admitted requests only, polls among them', () => {
    const limits = new KeyLimits({ requestsPerMinute: 3, concurrentJobs: 1, requestsPerDay: null }, 'fixed');
    limits.admit(NOON, 'run');
    for (let n = 0; n < 5; n += 1) limits.admit(NOON, 'run');
    expect(limits.minute(NOON).remaining).toBe(2);
    limits.admit(NOON, 'other');
    expect(limits.minute(NOON).remaining).toBe(1);
    expect(limits.requestsToday(NOON)).toBe(2);
  });

  it('start the day again at midnight UTC', () => {
    const limits = new KeyLimits({ requestsPerMinute: 10, concurrentJobs: 2, requestsPerDay: 1 }, 'fixed');
    limits.admit(NOON, 'other');
    expect(limits.admit(NOON + 12 * 3_600_000 - 1, 'other')).toMatchObject({ admitted: false, reason: 'day', retryAfterS: 1 });
    expect(limits.admit(NOON + DAY / 2, 'other').admitted).toBe(true);
  });

  it('are absent where the plan has none', () => {
    const limits = new KeyLimits(PLANS.enterprise, 'token-bucket');
    for (let n = 0; n < 1000; n += 1) expect(limits.admit(NOON, 'run')).toMatchObject({ admitted: true, limit: Infinity });
  });

  it('admit after exactly Retry-After, whatever refused', () => {
    const steps = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 8_000 }), run: fc.boolean(), lasts: fc.integer({ min: 1, max: 30_000 }) }), {
      minLength: 20,
      maxLength: 80,
    });
    fc.assert(
      fc.property(steps, fc.constantFrom(...WINDOW_KINDS), fc.integer({ min: 0, max: 59_999 }), (all, window, offset) => {
        const limits = new KeyLimits({ requestsPerMinute: 7, concurrentJobs: 2, requestsPerDay: 30 }, window);
        const running: { endsAt: number; slot: Slot }[] = [];
        let now = NOON + 11.98 * 3_600_000 + offset;
        for (const { gap, run, lasts } of all) {
          now += gap;
          endJobs(running, now);
          let admission = limits.admit(now, run ? 'run' : 'other');
          if (!admission.admitted) {
            now += admission.retryAfterS * 1000;
            endJobs(running, now);
            admission = limits.admit(now, run ? 'run' : 'other');
          }
          expect(admission.admitted).toBe(true);
          if (!admission.admitted || admission.slot === null) continue;
          admission.slot.expectEnd(now + lasts);
          running.push({ endsAt: now + lasts, slot: admission.slot });
          expect(limits.running).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function endJobs(running: { endsAt: number; slot: Slot }[], now: number): void {
  for (const job of running) if (job.endsAt <= now) job.slot.release();
}
