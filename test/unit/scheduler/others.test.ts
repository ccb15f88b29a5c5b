import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { NOTHING_LEARNED } from '../../../electron/engine/scheduler/learned.ts';
import { KeyMeter } from '../../../electron/engine/scheduler/meter.ts';
import { Others } from '../../../electron/engine/scheduler/others.ts';
import { type EngineWorld, mulberry32 } from '../../support/engine-world.ts';
import { counts, enqueue, startWorld } from '../engine/support.ts';

const none = () => 0;

describe('how much of a key others use', () => {
  it('is a tenth of its limit a minute until it was measured', () => {
    expect(new Others().margin(60_000, 300)).toBeCloseTo(30 + 2 * Math.sqrt(30) + 1);
    expect(new Others().margin(0, 300)).toBe(1);
  });

  it('is what is missing beyond what we sent, over stretches in which nothing was given back', () => {
    const others = new Others();
    // We send one a second; somebody else takes one every two seconds; the window turns in between.
    for (let s = 0; s < 120; s++) {
      const inWindow = s % 60;
      others.observe(
        { at: s * 1_000, left: 300 - inWindow - Math.floor(inWindow / 2) },
        0,
        (after, upTo) => Math.floor(upTo / 1_000) - Math.floor(after / 1_000),
      );
    }
    const perMinute = others.margin(60_000, 300) - 1;
    expect(perMinute).toBeGreaterThan(30 + 2 * Math.sqrt(30) - 2);
    expect(perMinute).toBeLessThan(30 + 2 * Math.sqrt(30) + 3);
  });

  it('of whole minutes is what they had of each, where windows are fixed: what they could not have waits for the next', () => {
    const others = new Others();
    // Twelve in the first twenty seconds of each minute, and twenty of ours; then all is spent, and nobody looks until it turns.
    const sent = (by: number) => Math.floor(by / 60_000) * 21 + Math.min(20, Math.floor((by % 60_000) / 1_000)) + 1;
    for (let at = 0; at < 4 * 60_000; at += 1_000) {
      const s = (at % 60_000) / 1_000;
      if (s <= 20) others.observe({ at, left: 59 - s - Math.floor((s / 20) * 12) }, 0, (after, upTo) => sent(upTo) - sent(after));
    }
    expect(others.perMinute(60)).toBeCloseTo(36);
    expect(others.perWholeMinute(60)).toBeCloseTo((4 * 12) / (200 / 60));
    // Too little of one to tell.
    const fresh = new Others();
    for (let s = 0; s <= 20; s += 5) fresh.observe({ at: s * 1_000, left: 59 - s }, 0, none);
    expect(fresh.perWholeMinute(60)).toBe(fresh.perMinute(60));
  });

  it('is the most that was missing of one minute, where that is more', () => {
    const others = new Others();
    others.observe({ at: 0, left: 100 }, 100, none);
    expect(others.margin(60_000, 300)).toBeCloseTo(100 + 20 + 1);
  });

  it('where windows slide, strays with what comes and what leaves, and ends at what a minute has', () => {
    const others = new Others();
    // Thirty a minute, evenly, and none of ours: thirty of them are there once a minute has gone by.
    for (let s = 0; s <= 60; s += 2) others.observe({ at: s * 1_000, left: 300 - s / 2 }, s / 2, none);
    expect(others.marginSliding(1_000, 300)).toBeCloseTo(others.margin(1_000, 300));
    expect(others.marginSliding(30_000, 300)).toBeCloseTo(2 * Math.sqrt(2 * 15) + 1);
    // Few of them are there now: as many as usual may come before any leave.
    others.observe({ at: 61_000, left: 295 }, 5, none);
    expect(others.marginSliding(60_000, 300)).toBeCloseTo(others.margin(60_000, 300) - 5);
  });

  it('answers that come in any order tell no more than one could have', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([59, 58, 57, 56, 55, 54, 53, 52, 51, 50], { minLength: 10 }), (lefts) => {
        const others = new Others();
        // Ten sent at once, and nobody else.
        for (const left of lefts) others.observe({ at: 0, left }, 0, none);
        for (let s = 10; s <= 50; s += 10)
          others.observe({ at: s * 1_000, left: 50 - s / 10 }, 0, (after, upTo) => Math.floor(upTo / 10_000) - Math.floor(after / 10_000));
        expect(others.margin(60_000, 60)).toBeCloseTo(6 + 2 * Math.sqrt(6) + 1);
      }),
    );
  });
});

describe('a key that another program is known to use', () => {
  it('has few requests out whose fate is not known, and goes on as soon as it is', () => {
    const now = Date.UTC(2026, 0, 5, 9, 0, 10);
    const meter = new KeyMeter({ ...NOTHING_LEARNED, limit: 300, foreignUntil: now + 600_000 }, { sends: [], usedToday: 0, now }, () => 0.5);
    const limits = { limit: 300, remaining: 250, resetAtMs: now + 50_000, retryAfterMs: null, serverNowMs: now };
    meter.sent(1, now);
    meter.answered(1, now + 20, {
      status: 200,
      limits: { ...limits, raw: { limit: null, remaining: null, reset: null, retryAfter: null } },
      serviceMs: 0,
    });
    for (let id = 2; id <= 4; id++) {
      expect(meter.room(now + 30).requests).toBe(5 - id);
      meter.sent(id, now + 30);
    }
    const { requests, blocked } = meter.room(now + 30);
    expect(requests).toBe(0);
    expect(blocked!.until).toBeLessThanOrEqual(now + 300);
    expect(meter.room(blocked!.until + 1).requests).toBe(3);
  });
});

describe('a key that another program uses for 30 % of its limit, as it pleases', () => {
  let world: EngineWorld;
  const all = { sent: 0, refused: 0 };
  afterEach(() => world.stop());

  it.each(['fixed', 'sliding', 'token-bucket'] as const)('%s: hardly ever refused, and still used', async (window) => {
    world = await startWorld({ window }, { startMs: Date.UTC(2026, 0, 5, 9, 0, 17) });
    const stop = startForeign(world, 18, mulberry32(7));
    const batch = await enqueue(world, 200);
    const began = world.clock.now();
    await world.finish([batch], 3_600_000);
    stop();
    expect(await counts(world, batch)).toEqual({ done: 200 });
    const { sent, refused } = world.store
      .prepare<[], { sent: number; refused: number }>('SELECT COUNT(*) AS sent, SUM(status = 429) AS refused FROM request')
      .get()!;
    all.sent += sent;
    all.refused += refused;
    expect(refused / sent).toBeLessThanOrEqual(0.02);
    // The other leaves 42 a minute: at least two thirds of that are ours.
    expect(200 / ((world.clock.now() - began) / 60_000)).toBeGreaterThan(28);
  });

  it('one request in a hundred is refused at most, over all of them', () => {
    expect(all.sent).toBeGreaterThan(600);
    expect(all.refused / all.sent).toBeLessThanOrEqual(0.01);
  });
});

/** Another program that asks `perMinute` times a minute on average, waits as long as it is told to, and gives nothing up. */
function startForeign({ sandbox, clock }: EngineWorld, perMinute: number, random: () => number): () => void {
  const headers = { Authorization: `Bearer ${sandbox.keys[0]!.secret}` };
  let stopped = false;
  let owed = 0;
  const ask = async (): Promise<void> => {
    if (stopped) return;
    const { status, headers: told } = await sandbox.fetch(`${sandbox.baseUrl}/models?limit=1`, { headers });
    if (status === 429) clock.setTimer(Number(told.get('retry-after')) * 1_000 + random() * 500, () => void ask());
    else if (--owed > 0) await ask();
  };
  const next = (): void => {
    if (stopped) return;
    if (owed++ === 0) void ask();
    clock.setTimer((-Math.log(1 - random()) * 60_000) / perMinute, next);
  };
  next();
  return () => (stopped = true);
}
