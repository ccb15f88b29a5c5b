import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Drive, MeterDrive, type Server } from './meter-drive.ts';

const DAY = Date.UTC(2026, 0, 5);

const server: fc.Arbitrary<Server> = fc.record({
  counting: fc.constantFrom('fixed', 'sliding', 'token-bucket', 'opened'),
  limit: fc.oneof(fc.constantFrom(10, 60, 300), fc.integer({ min: 1, max: 300 })),
  // Windows that turn within a second beside a minute's start, always, and say that they turn with it, are nobody's: the meter takes
  // two `Reset`s in a row on full minutes as proof that windows turn on the second.
  phaseMs: fc.oneof(fc.constant(0), fc.integer({ min: 1_001, max: 58_999 })),
  offsetMs: fc.oneof(fc.constant(0), fc.integer({ min: -600_000, max: 600_000 })),
  date: fc.boolean(),
  reset: fc.constantFrom('up', 'down', 'nearest', 'absent', 'nonsense'),
  writes: fc.constantFrom('admission', 'response'),
  retryAfter: fc.boolean(),
  foreignPerMinute: fc.constant(0),
  concurrency: fc.constant(null),
});

const drive: fc.Arbitrary<Drive> = fc.record({
  server,
  seed: fc.nat(),
  startMs: fc.integer({ min: 0, max: 59_999 }).map((ms) => DAY + 12 * 3_600_000 + ms),
  minutes: fc.integer({ min: 3, max: 6 }),
  serviceMs: fc.constantFrom(0, 1_500, 9_000),
  travelMs: fc.constantFrom(0, 30, 240),
  quickShare: fc.constantFrom(0, 0.2, 1),
  restartsAt: fc.constant([]),
  jumps: fc.constant([]),
});

describe('a key of ours alone', () => {
  it('is never refused, and never idle without need', () => {
    fc.assert(
      fc.property(drive, (one) => {
        const { refused, wrong } = new MeterDrive(one).run();
        expect(refused).toEqual([]);
        expect(wrong).toEqual([]);
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 100) },
    );
  }, 600_000);
});
