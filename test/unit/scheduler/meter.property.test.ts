import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Drive, MeterDrive, type Server } from './meter-drive.ts';

const NOON = Date.UTC(2026, 0, 5, 12);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 6);

/** A server that is ours alone, unless a test says otherwise. */
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

const steady = {
  server,
  seed: fc.nat(),
  startMs: fc.integer({ min: 0, max: 59_999 }).map((ms) => NOON + ms),
  minutes: fc.integer({ min: 3, max: 6 }),
  serviceMs: fc.constantFrom(0, 1_500, 9_000),
  travelMs: fc.constantFrom(0, 30, 240),
  quickShare: fc.constantFrom(0, 0.2, 1),
  lostShare: fc.constant(0),
  restartsAt: fc.constant<number[]>([]),
  jumps: fc.constant<Drive['jumps'][number][]>([]),
  naps: fc.constant<Drive['naps'][number][]>([]),
};

const moment = fc.integer({ min: 0, max: 300_000 });

function check(drive: fc.Arbitrary<Drive>, runs: number): void {
  fc.assert(
    fc.property(drive, (one) => {
      const { refused, wrong } = new MeterDrive(one).run();
      expect({ refused, wrong }).toEqual({ refused: [], wrong: [] });
    }),
    { numRuns: runs },
  );
}

describe('a key of ours alone is never refused, and never idle without need', () => {
  it('in a steady run', () => check(fc.record(steady), RUNS));

  // A job whose answer the restart forgot holds a place for longer than any of these take: that is tested with the engine.
  it('with restarts at any instant', () => {
    const early = fc.oneof(moment, fc.integer({ min: 0, max: 300 }));
    check(fc.record({ ...steady, restartsAt: fc.array(early, { minLength: 1, maxLength: 3 }), quickShare: fc.constant(1) }), RUNS);
  });

  it('when our clock is set, either way', () => {
    const jump = fc.record({ at: moment, byMs: fc.integer({ min: -4 * 3_600_000, max: 4 * 3_600_000 }) });
    check(fc.record({ ...steady, jumps: fc.array(jump, { minLength: 1, maxLength: 3 }) }), RUNS);
  });

  it('when requests and answers are lost', () => check(fc.record({ ...steady, lostShare: fc.double({ min: 0.01, max: 0.3, noNaN: true }) }), RUNS));

  it('when the machine sleeps for a while', () => {
    const nap = fc.record({
      at: moment,
      byMs: fc.oneof(
        fc.integer({ min: 1_000, max: 2 * 3_600_000 }),
        fc.integer({ min: 1, max: 60 }).map((minutes) => minutes * 60_000),
      ),
    });
    check(fc.record({ ...steady, naps: fc.array(nap, { minLength: 1, maxLength: 3 }) }), RUNS);
  });
});

describe('a key with fewer places for jobs than its plan has', () => {
  it('learns it from refusals, and tries one more now and then', () => {
    const narrow = fc.record({
      ...steady,
      server: server.map((one): Server => ({ ...one, limit: Math.max(60, one.limit), retryAfter: true, concurrency: 4 })),
      serviceMs: fc.constant(9_000),
      minutes: fc.constant(15),
    });
    fc.assert(
      fc.property(narrow, (one) => {
        const { refused, wrong, sent } = new MeterDrive(one).run();
        expect(wrong).toEqual([]);
        expect(refused.filter(({ reason }) => reason !== 'concurrency')).toEqual([]);
        // The first burst, then one for each five minutes.
        // They are tried in steps: what the server has no place for is one or two, not what its plan has more than that.
        if (one.travelMs <= 200) expect(refused.length - refused.filter(({ at }) => at > one.startMs + 60_000).length).toBeLessThanOrEqual(2);
        const later = refused.filter(({ at }) => at > one.startMs + 60_000);
        expect(later.length).toBeLessThanOrEqual(4);
        // Its four places are in use nearly all the time, as far as the minute allows: a job takes 4.5 s in the middle.
        expect(sent).toBeGreaterThan(550);
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });
});

describe('a key whose day is spent', () => {
  it("sends its plan's day and not one more, and goes on when the day turns", () => {
    const long = fc.record({
      ...steady,
      server: server.map((one): Server => ({ ...one, limit: 10, offsetMs: one.date ? one.offsetMs : 0 })),
      minutes: fc.constant(40),
      quickShare: fc.constant(1),
    });
    // From eighteen minutes before midnight.
    check(
      long.map((one) => ({ ...one, startMs: one.startMs + 12 * 3_600_000 - 18 * 60_000 })),
      RUNS,
    );
  });
});

describe('a key that another program uses too', () => {
  it('is refused once in a while at most, and never stands still', () => {
    const shared = fc.record({
      ...steady,
      server: fc.tuple(server, fc.double({ min: 0.1, max: 0.5, noNaN: true })).map(([one, share]): Server => ({
        ...one,
        limit: Math.max(10, one.limit),
        date: true,
        reset: 'up',
        retryAfter: true,
        foreignPerMinute: Math.max(1, Math.round(Math.max(10, one.limit) * share)),
      })),
      minutes: fc.constant(12),
      quickShare: fc.constant(1),
    });
    let sent = 0;
    let refused = 0;
    fc.assert(
      fc.property(shared, (one) => {
        const driven = new MeterDrive(one).run();
        sent += driven.sent;
        refused += driven.refused.length;
        expect(driven.wrong).toEqual([]);
        // Ours gets a fair part of what the other leaves.
        expect(driven.sent).toBeGreaterThan(one.server.limit * (one.minutes - 2) * 0.2);
      }),
      { numRuns: RUNS },
    );
    expect(refused / sent).toBeLessThan(0.02);
  });
});
