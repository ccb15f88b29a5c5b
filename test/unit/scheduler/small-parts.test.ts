import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullJitter } from '../../../electron/engine/backoff.ts';
import { observeDate, onOurs, UNKNOWN_OFFSET } from '../../../electron/engine/scheduler/clock-offset.ts';
import { ClockWatch } from '../../../electron/engine/scheduler/clock-watch.ts';
import { LineHealth } from '../../../electron/engine/scheduler/line-health.ts';
import { modeFor } from '../../../electron/engine/scheduler/mode.ts';
import { nextPollAt, noticedMs, putOffTo } from '../../../electron/engine/scheduler/polling.ts';
import { Places } from '../../../electron/engine/scheduler/places.ts';
import { Achieved } from '../../../electron/engine/scheduler/achieved.ts';
import { costsADay } from '../../../electron/engine/scheduler/probes.ts';
import { type Durations, UNSEEN_MS, unseenMs } from '../../../electron/engine/scheduler/quantiles.ts';
import { WindowFloor } from '../../../electron/engine/scheduler/window-floor.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

/** Durations between `low` and `high`, evenly; null: none seen. */
function even(low: number | null, high = low): Durations {
  const at = (p: number) => (low === null || high === null ? null : low + p * (high - low));
  return { kind: 'video', quantile: at, bound: at };
}

describe('when to ask next for a running job', () => {
  it('first when it is likely done, then at growing distances', () => {
    const known = even(80_000, 100_000);
    expect(nextPollAt({ acceptedAt: 1_000, polls: 0, scout: false }, 1_000, known)).toBe(1_000 + 99_600);
    expect(nextPollAt({ acceptedAt: 0, polls: 1, scout: false }, 90_000, known)).toBe(99_940);
    // What nearly all runs stay under is too near to be worth another request.
    expect(nextPollAt({ acceptedAt: 0, polls: 1, scout: false }, 99_600, known)).toBe(111_552);
    expect(nextPollAt({ acceptedAt: 0, polls: 4, scout: false }, 120_000, known)).toBe(134_400);
    // Learned while it ran: not asked for yet, and over by all that is known.
    expect(nextPollAt({ acceptedAt: 0, polls: 0, scout: false }, 120_000, known)).toBe(120_000);
  });

  it('while nothing is known of its model: the scout in small steps, the others long after it should be over', () => {
    expect(nextPollAt({ acceptedAt: 0, polls: 0, scout: true }, 0, even(null))).toBe(24_000);
    expect(nextPollAt({ acceptedAt: 0, polls: 3, scout: true }, 50_000, even(null))).toBe(59_000);
    expect(nextPollAt({ acceptedAt: 0, polls: 0, scout: false }, 0, even(null))).toBe(240_000);
    expect(nextPollAt({ acceptedAt: 0, polls: 1, scout: false }, 240_000, even(null))).toBe(300_000);
  });

  it('a first poll that comes too soon by what was learned since is put off; later ones, and those of unseen models, are not', () => {
    const job = { acceptedAt: 1_000, polls: 0, scout: false };
    expect(putOffTo(job, 91_000, even(80_000, 100_000))).toBe(1_000 + 99_600);
    expect(putOffTo(job, 99_000, even(80_000, 100_000))).toBeNull();
    expect(putOffTo({ ...job, polls: 1 }, 91_000, even(80_000, 100_000))).toBeNull();
    expect(putOffTo(job, 91_000, even(null))).toBeNull();
    expect(putOffTo(job, 500, even(80_000, 100_000))).toBeNull();
  });

  it('a run is known to be over at the first poll that finds it so', () => {
    const known = even(80_000, 100_000);
    expect([80_000, 99_600, 99_601, 112_000].map((ms) => Math.round(noticedMs(ms, known)))).toEqual([99_600, 99_600, 111_552, 124_938]);
    expect(noticedMs(60_000, even(null))).toBe(60_000);
  });

  it('a few runs of hours keep nobody waiting for hours', () => {
    const at = (p: number) => (p > 0.6 ? 8 * 3_600_000 : 90_000);
    const spoilt: Durations = { kind: 'video', quantile: at, bound: at };
    expect(nextPollAt({ acceptedAt: 0, polls: 0, scout: false }, 0, spoilt)).toBe(270_000);
    expect(nextPollAt({ acceptedAt: 0, polls: 0, scout: false }, 0, even(8 * 3_600_000))).toBe(600_000);
  });

  it('is never in the past, never far, and ahead of what was asked already, whatever the clock did', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -86_400_000, max: 86_400_000 }),
        fc.nat(20),
        fc.boolean(),
        fc.option(fc.tuple(fc.nat(7_200_000), fc.nat(7_200_000))),
        (age, polls, scout, range) => {
          const now = 1_000_000_000;
          const at = nextPollAt({ acceptedAt: now - age, polls, scout }, now, range ? even(range[0], range[0] + range[1]) : even(null));
          expect(at - now).toBeGreaterThanOrEqual(polls === 0 ? 0 : 500);
          expect(at - now).toBeLessThanOrEqual(600_000);
        },
      ),
      // A model whose runs take no time at all: asked for again at once, and at once again.
      { examples: [[0, 1, false, [0, 0]]] },
    );
  });
});

describe('one request or several', () => {
  it('fast models run in one, slow ones are asked for', () => {
    expect(modeFor(even(1_000, 4_000))).toBe('sync');
    expect(modeFor(even(20_000, 40_000))).toBe('async');
  });

  it('an unseen model goes by its kind', () => {
    expect((['image', 'audio', 'video', 'other'] as const).map((kind) => modeFor({ ...even(null), kind }))).toEqual(['sync', 'sync', 'async', 'sync']);
  });
});

describe('whether an endpoint answers', () => {
  it('is silent from a failure on, and tried again with growing distance', () => {
    const line = new LineHealth(() => 1);
    expect(line.health).toEqual({ state: 'untried' });
    line.answered(1_000);
    line.failed(5_000);
    expect(line.health).toEqual({ state: 'silent', since: 1_000, nextTry: 8_000 });
    line.failed(8_000);
    expect(line.health).toEqual({ state: 'silent', since: 1_000, nextTry: 13_000 });
    for (let now = 13_000; now < 2_000_000; now += 61_000) line.failed(now);
    expect(line.health).toMatchObject({ since: 1_000 });
    line.answered(2_000_000);
    expect(line.health).toEqual({ state: 'active' });
    line.failed(2_000_001);
    expect(line.health).toEqual({ state: 'silent', since: 2_000_000, nextTry: 2_003_001 });
  });

  it('fifty requests that are lost together are one failure', () => {
    const line = new LineHealth(() => 1);
    for (let i = 0; i < 50; i++) line.failed(1_000 + i);
    expect(line.health).toMatchObject({ nextTry: 4_000 });
  });

  it('tells how many requests it takes until one does something, of those it answered lately', () => {
    const line = new LineHealth(() => 1);
    expect(line.tries).toBe(1);
    for (let i = 0; i < 400; i++) line.answered(i, i % 10 === 0);
    expect(line.tries).toBeCloseTo(1 / 0.9, 1);
    for (let i = 0; i < 1_200; i++) line.answered(i);
    expect(line.tries).toBeLessThan(1.02);
    for (let i = 0; i < 2_000; i++) line.answered(i, true);
    expect(line.tries).toBeCloseTo(5);
  });

  it('moves along when the clock is set, and at once when asked', () => {
    const line = new LineHealth(() => 1);
    line.failed(10_000_000);
    line.clockJumped(-5_000_000);
    expect(line.health).toEqual({ state: 'silent', since: 5_000_000, nextTry: 5_003_000 });
    line.retryNow(5_000_100);
    expect(line.health).toMatchObject({ nextTry: 5_000_100 });
  });
});

describe('how long a run takes of a model nobody has run', () => {
  it('is the middle of what the pages say, between a half and twice as long', () => {
    for (const kind of ['image', 'audio', 'video', 'other'] as const)
      expect([0, 0.5, 1].map((p) => Math.round(unseenMs(kind, p, 0)))).toEqual([0.5, 1, 2].map((times) => times * UNSEEN_MS[kind]));
  });

  it('is no less than one that is under way has taken', () => {
    expect(unseenMs('video', 0.5, 20_000)).toBeCloseTo(60_000);
    expect(unseenMs('video', 0.5, 67_500)).toBeCloseTo(90_000);
    expect([0, 1].map((p) => unseenMs('video', p, 200_000))).toEqual([200_000, 300_000]);
  });
});

describe('what a key takes while work waits for it', () => {
  const MINUTE = 60_000;
  /** `size` starts, four a second, from `at` on. */
  const burst = (achieved: Achieved, at: number, size: number) => {
    for (let n = 0; n < size; n++) achieved.started(at + Math.floor(n / 4) * 1_000);
  };

  it('is what is thought until bursts tell, then what they tell more and more; what lay there at first does not count', () => {
    const achieved = new Achieved();
    achieved.started(0);
    achieved.pressed(1_000, true);
    const told = Array.from({ length: 20 }, (_, minute) => {
      burst(achieved, 1_000 + minute * MINUTE, minute === 0 ? 60 : 40);
      return achieved.perMinute(1_000 + minute * MINUTE + 30_000, 30);
    });
    expect(told.slice(0, 4)).toEqual([30, 30, 35, 110 / 3]);
    // The last ten minutes, as far as they are whole.
    expect(told.at(-1)).toBe((9 * 40 + 30) / 10);
  });

  it('is the same within a burst and after it', () => {
    const achieved = new Achieved();
    achieved.pressed(0, true);
    for (const at of [0, 75_000, 150_000, 225_000]) burst(achieved, at, 48);
    const after = achieved.perMinute(290_000, 40);
    burst(achieved, 300_000, 30);
    // Bursts of 48, 75 s apart.
    expect(after).toBeCloseTo((2 * 48 + 40) / (2 * 1.25 + 1));
    expect(achieved.perMinute(308_000, 40)).toBeCloseTo((3 * 48 + 40) / (3 * 1.25 + 1));
  });

  it('is counted over whole minutes where no pause parts them', () => {
    const achieved = new Achieved();
    achieved.pressed(0, true);
    for (let at = 0; at <= 5 * MINUTE; at += 2_000) achieved.started(at);
    expect(achieved.perMinute(5 * MINUTE, 30)).toBe(30);
    expect(achieved.perMinute(5 * MINUTE, 10)).toBe((4 * 30 + 10) / 5);
  });

  it('falls where nothing starts any more, and is forgotten where work did not wait', () => {
    const achieved = new Achieved();
    achieved.pressed(0, true);
    for (const at of [0, 60_000, 120_000]) burst(achieved, at, 40);
    expect(achieved.perMinute(180_000, 40)).toBe(40);
    expect(achieved.perMinute(600_000, 40)).toBe((2 * 40 + 40) / 10);
    achieved.pressed(601_000, false);
    achieved.pressed(602_000, true);
    expect(achieved.perMinute(700_000, 25)).toBe(25);
  });
});

describe('backoff', () => {
  it('is anywhere between nothing and a bound that doubles up to the most', () => {
    const bounds = { firstMs: 2_000, mostMs: 60_000 };
    expect([0, 1, 2, 5, 1_000].map((tries) => fullJitter(() => 1, tries, bounds))).toEqual([2_000, 4_000, 8_000, 60_000, 60_000]);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (random, tries) => {
        const ms = fullJitter(() => random, tries, bounds);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(60_000);
      }),
    );
  });
});

describe('noticing that the clock was set', () => {
  it('tells each jump once, either way, and takes no drift for one', async () => {
    const clock = new VirtualClock();
    const watch = new ClockWatch(clock);
    await clock.advance(3_600_000);
    expect(watch.look()).toBe(0);
    clock.jump(3_600_000);
    expect(watch.look()).toBe(3_600_000);
    expect(watch.look()).toBe(0);
    clock.jump(-7_200_000);
    await clock.advance(10_000);
    expect(watch.look()).toBe(-7_200_000);
    clock.jump(200);
    expect(watch.look()).toBe(0);
  });
});

describe('how far the server’s clock is off', () => {
  it('is within the bounds, which answers narrow', () => {
    const exchange = fc.record({ gap: fc.integer({ min: 0, max: 30_000 }), up: fc.integer({ min: 0, max: 300 }), down: fc.integer({ min: 0, max: 300 }) });
    fc.assert(
      fc.property(fc.integer({ min: -3_600_000, max: 3_600_000 }), fc.array(exchange, { minLength: 1, maxLength: 40 }), (offset, exchanges) => {
        let now = 1_700_000_000_000;
        let bounds = UNKNOWN_OFFSET;
        for (const { gap, up, down } of exchanges) {
          const sentAt = (now += gap);
          const serverNow = Math.floor((sentAt + up + offset) / 1_000) * 1_000;
          now += up + down;
          bounds = observeDate(bounds, { sentAt, answeredAt: now, serverNow });
          expect(bounds.low).toBeLessThanOrEqual(offset);
          expect(bounds.high).toBeGreaterThanOrEqual(offset);
          expect(bounds.high - bounds.low).toBeLessThanOrEqual(1_000 + up + down);
        }
        const told = now + 12_345;
        const ours = onOurs(bounds, told);
        expect(ours?.earliest).toBeLessThanOrEqual(told - offset);
        expect(ours?.latest).toBeGreaterThanOrEqual(told - offset);
      }),
    );
  });

  it('is believed anew when a clock was set, and follows a clock that drifts', () => {
    const first = observeDate(UNKNOWN_OFFSET, { sentAt: 0, answeredAt: 100, serverNow: 0 });
    expect(observeDate(first, { sentAt: 1_000, answeredAt: 1_100, serverNow: 900_000 })).toMatchObject({ low: 898_900, high: 900_000 });
    let bounds = UNKNOWN_OFFSET;
    // Fifty millionths fast, for a day.
    for (let now = 0; now < 86_400_000; now += 17_000) {
      const offset = now * 5e-5;
      bounds = observeDate(bounds, { sentAt: now, answeredAt: now + 30, serverNow: Math.floor((now + 15 + offset) / 1_000) * 1_000 });
      expect(bounds.low).toBeLessThanOrEqual(offset + 1);
      expect(bounds.high).toBeGreaterThanOrEqual(offset - 1);
    }
  });

  it('nothing is known before the first Date', () => {
    expect(onOurs(UNKNOWN_OFFSET, 1_000)).toBeNull();
  });
});

describe('when a window turns', () => {
  const NOON = Date.UTC(2026, 10, 30, 12);
  const seenAt = (sentAt: number, answeredAt: number, told: number) => {
    const floor = new WindowFloor();
    // Nothing but one `Date` is known of the server's clock: a second of doubt, and the second that `Reset` is rounded to.
    const reset = { told, earliest: told - 1_000, latest: told + 1_000 };
    floor.observe({ sentAt, answeredAt, left: 59, limit: 60, reset, lagMs: 0 }, () => null);
    return floor.end;
  };

  it('is a minute after the answer came that announced it, at the latest', () => {
    expect(seenAt(NOON + 5, NOON + 40, NOON + 60_000)).toBe(NOON + 60_040);
    expect(seenAt(NOON + 20_000, NOON + 20_030, NOON + 60_000)).toBe(NOON + 62_000);
  });

  it('is never before the earliest that the server can have meant', () => {
    expect(seenAt(NOON, NOON + 40, NOON + 64_000)).toBe(NOON + 62_000);
  });
});

describe("looks that cost one of the day's requests", () => {
  const free = { looks: 3, left: 300 };

  it('are not made where what waits would then end a day later', () => {
    expect(costsADay(300, free)).toBe(true);
    expect(costsADay(297, free)).toBe(false);
    expect(costsADay(400, free)).toBe(false);
    expect(costsADay(40, { ...free, left: 40 })).toBe(true);
  });

  it('are made where what waits does not fit today anyway', () => {
    expect(costsADay(600, free)).toBe(false);
  });

  it('cost nothing where a key has no limit of a day', () => {
    expect(costsADay(1_000_000, { looks: 3, left: Infinity })).toBe(false);
  });
});

describe('places for jobs', () => {
  const MINUTE = 60_000;
  const places = (busy: number) => {
    const made = new Places();
    for (let job = 1; job <= busy; job++) made.start(job, 0);
    return made;
  };

  it('refused with all of them taken: one fewer; refused with few taken, others hold them for the moment: half', () => {
    expect(places(10).refused(0, 0, 10, 10)).toBe(9);
    expect(places(6).refused(0, 0, 10, 10)).toBe(5);
    expect(places(1).refused(0, 0, 10, 10)).toBe(5);
    expect(places(1).refused(0, 0, 1, 1)).toBe(1);
  });

  it('refused with more out than was ever proved: what was proved, at once', () => {
    expect(places(6).refused(0, 0, 50, 4)).toBe(4);
    expect(places(1).refused(0, 0, 50, 0)).toBe(1);
  });

  it('that nobody proved are tried in steps, which grow with what was proved', () => {
    const trying = new Places();
    expect(trying.untried(0, 0)).toEqual({ slots: 2, next: Infinity });
    for (const job of [1, 2]) trying.start(job, 100);
    expect([trying.untried(0, 50), trying.outSince(50)]).toEqual([{ slots: 0, next: 100 }, 0]);
    expect([trying.untried(2, 100), trying.outSince(100)]).toEqual([{ slots: 1, next: Infinity }, 2]);
    expect(trying.untried(40, 100).slots).toBe(58);
    expect([trying.outWith(1), trying.outWith(9)]).toEqual([2, 0]);
  });

  it('one more is tried after quiet minutes: later each time it is refused, sooner when it is not', () => {
    const narrow = places(5);
    // The place it had was the last.
    expect(narrow.refused(0, 0, 5, 5)).toBe(4);
    expect(narrow.regrown(2 * MINUTE - 1, 4, 10)).toBe(4);
    expect(narrow.regrown(2 * MINUTE, 4, 10)).toBe(5);
    expect(narrow.refused(2 * MINUTE, 2 * MINUTE, 5, 5)).toBe(4);
    expect(narrow.regrown(6 * MINUTE - 1, 4, 10)).toBe(4);
    expect(narrow.regrown(6 * MINUTE, 4, 10)).toBe(5);
    expect(narrow.regrown(10 * MINUTE, 5, 10)).toBe(6);
    narrow.start(6, 11 * MINUTE);
    expect(narrow.regrown(12 * MINUTE, 6, 7)).toBe(null);
  });

  it('one more is tried only when all are taken', () => {
    const narrow = places(5);
    narrow.refused(0, 0, 5, 5);
    narrow.end(1);
    narrow.end(2);
    expect(narrow.regrown(60 * MINUTE, 4, 10)).toBe(4);
    narrow.start(6, 60 * MINUTE);
    expect(narrow.regrown(60 * MINUTE, 4, 10)).toBe(5);
    // One at a time: the next waits anew.
    narrow.start(7, 60 * MINUTE);
    expect(narrow.regrown(60 * MINUTE, 5, 10)).toBe(5);
  });

  it('a refusal counts who was out when it was sent: one that ended meanwhile had its place', () => {
    const narrow = places(5);
    narrow.done(1, 200);
    expect(narrow.busySince(100, 300)).toBe(5);
    expect(narrow.busySince(200, 300)).toBe(4);
    expect(narrow.refused(100, 300, 5, 4)).toBe(4);
    expect(narrow.regrown(300 + 2 * MINUTE - 1, 4, 10)).toBe(4);
  });

  it('refusals of one burst are one try: they put off the next no longer than the first', () => {
    const burst = places(8);
    burst.refused(0, 50, 8, 4);
    for (const job of [6, 7, 8]) {
      burst.end(job);
      burst.refused(0, 60, 4, 4);
    }
    burst.end(5);
    expect(burst.regrown(60 + 2 * MINUTE - 1, 4, 10)).toBe(4);
    expect(burst.regrown(60 + 2 * MINUTE, 4, 10)).toBe(5);
  });
});
