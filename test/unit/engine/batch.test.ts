import { afterEach, describe, expect, it } from 'vitest';
import { EngineWorld, mulberry32 } from '../../support/engine-world.ts';

/** Each with a starting point within the server's minute (ms); the benchmark takes many of each. */
const WINDOWS = [
  ['fixed', 41_000],
  ['sliding', 0],
  ['token-bucket', 41_000],
] as const;
/** One window of all three keys is 370 requests: this takes a second one. */
const JOBS = 440;

let world: EngineWorld;

afterEach(() => world.stop());

describe('a batch over three keys', () => {
  it.each(WINDOWS)('is done without a refusal, every key used: %s window, from %i ms into the minute', async (window, phase) => {
    const random = mulberry32(phase + 1);
    world = new EngineWorld({
      startMs: Date.UTC(2026, 0, 1) + phase,
      sandbox: {
        window,
        keys: [
          { label: 'free', plan: 'free' },
          { label: 'pro', plan: 'pro' },
          { label: 'business', plan: 'business' },
        ],
        durations: { 'flux-schnell': 4_000 },
      },
      latency: () => 5 + random() * 20,
    });
    await world.start();
    const { batchId } = await world.call('batch.create', {
      name: 'foxes',
      jobs: Array.from({ length: JOBS }, (_, index) => ({ model: 'fal-ai/flux/schnell', input: { prompt: `a fox, ${index}` } })),
    });
    await world.finish([batchId]);
    const summary = await world.call('batch.summary', { ids: [batchId] });
    expect(summary.jobs.done).toBe(JOBS);
    expect(summary.assets).toBe(JOBS);
    expect(world.refusals()).toBe(0);
    expect(summary.keys.map((key) => key.label)).toEqual(['free', 'pro', 'business']);
    expect(world.sandbox.accepted()).toHaveLength(JOBS);
    // One free look at each key, which taught the models' ids as well: no run was spent on finding out.
    expect(summary.requests).toMatchObject({ run: JOBS, poll: 0 });
    expect(summary.requests.other).toBe(world.sandbox.requests().reduce((sum, key) => sum + key.admitted.list, 0));
  });
});

describe('a restart', () => {
  it('remembers that jobs whose answer was lost may still hold their places', async () => {
    world = new EngineWorld({ sandbox: { keys: [{ label: 'free', plan: 'free' }], durations: { 'flux-schnell': 20_000 } }, latency: () => 10 });
    await world.start();
    const { batchId } = await world.call('batch.create', {
      name: 'foxes',
      jobs: [1, 2, 3].map((n) => ({ model: 'flux-schnell', input: { prompt: `fox ${n}` } })),
    });
    await world.clock.runUntil(() => world.sandbox.accepted().length === 2);
    // The first start after the crash finds two lost jobs; the second must still know that they hold places.
    world.kill();
    await world.reopen();
    world.kill();
    await world.reopen();
    await world.finish([batchId]);
    expect(world.sandbox.accepted()).toHaveLength(3);
    expect(world.refusals()).toBe(0);
  });
});
