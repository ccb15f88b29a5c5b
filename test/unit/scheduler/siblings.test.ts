import { afterEach, describe, expect, it } from 'vitest';
import type { Learned } from '../../../electron/engine/scheduler/learned.ts';
import { NOTHING_LEARNED } from '../../../electron/engine/scheduler/learned.ts';
import { KeyMeter } from '../../../electron/engine/scheduler/meter.ts';
import type { EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, startWorld } from '../engine/support.ts';

const NOW = Date.UTC(2026, 0, 5, 12);
const DAY = Date.UTC(2026, 0, 5, 9);

/** A Pro key that spent its minute from NOW + 10 s on, and whose window ends at NOW + 60 s. */
function spent(siblings: () => Learned['counting']): KeyMeter {
  const meter = new KeyMeter({ ...NOTHING_LEARNED, limit: 60 }, { sends: [], usedToday: 0, now: NOW }, () => 0.5, siblings);
  for (let i = 0; i < 60; i++) {
    const at = NOW + 10_000 + i * 100;
    meter.sent(i, at);
    meter.answered(i, at + 20, { status: 200, limits: headers(59 - i, at + 20), serviceMs: 0 });
  }
  return meter;
}

function headers(remaining: number, at: number, retryAfterMs: number | null = null) {
  const raw = { limit: null, remaining: null, reset: null, retryAfter: null };
  return { limit: 60, remaining, resetAtMs: NOW + 60_000, retryAfterMs, serverNowMs: Math.floor(at / 1_000) * 1_000, raw };
}

describe('how a server counts, as one of its keys has proved', () => {
  it('holds for the others: the whole window at its turn, without a look of their own', () => {
    const told = spent(() => 'fixed');
    expect(told.room(NOW + 61_500)).toMatchObject({ requests: 60, look: null });
    expect(told.learned.counting).toBe('unknown');
    expect(told.clone(NOW + 20_000).room(NOW + 61_500).requests).toBe(60);
    expect(spent(() => 'unknown').room(NOW + 61_500)).toMatchObject({ requests: 1, look: 'turn' });
  });

  it('holds no more for a key that was refused by it', () => {
    const told = spent(() => 'fixed');
    told.sent(99, NOW + 61_500);
    told.answered(99, NOW + 61_520, { status: 429, limits: headers(0, NOW + 61_520, 5_000), serviceMs: 0 });
    expect(told.room(NOW + 67_000).requests).toBeLessThanOrEqual(1);
  });
});

describe('an engine with several keys', () => {
  let world: EngineWorld;
  afterEach(() => world.stop());

  const keys = (['free', 'pro', 'pro'] as const).map((plan, index) => ({ label: `${plan} ${index}`, plan }));

  async function probes(window: 'fixed' | 'sliding' | 'token-bucket', phase: number): Promise<number> {
    world = await startWorld({ keys, window }, { startMs: DAY + phase });
    const batch = await enqueue(world, 150);
    await world.finish([batch]);
    expect(await counts(world, batch)).toEqual({ done: 150 });
    expect(world.refusals()).toBe(0);
    return world.store.prepare<[], number>("SELECT COUNT(*) FROM request WHERE kind = 'probe'").pluck().get() ?? 0;
  }

  it.each([7_000, 50_000])('from %i ms within a fixed minute: looks once at each cold key, and once behind the first turn', async (phase) => {
    expect(await probes('fixed', phase)).toBeLessThanOrEqual(keys.length + 1);
  });

  // What went out by another source is no sign of another program: each doubt would cost a request, and stop the key until it is answered.
  it.each(['sliding', 'token-bucket'] as const)('%s: looks once at each cold key, and never doubts that they are ours alone', async (window) => {
    expect(await probes(window, 7_000)).toBe(keys.length);
  });
});
