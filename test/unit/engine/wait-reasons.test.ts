import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../../electron/sandbox/sandbox.ts';
import type { EngineWorld } from '../../support/engine-world.ts';
import { enqueue, startWorld, VIDEO } from './support.ts';

const NOON = Date.UTC(2026, 0, 5, 12);
const MIDNIGHT = Date.UTC(2026, 0, 6);
const FREE = { label: 'free', plan: 'free' } as const;
const QUICK = { 'flux-schnell': 1_000, [VIDEO]: 90_000 };

let world: EngineWorld;

afterEach(() => world.stop());

const begin = async (keys: SandboxOptions['keys'], more: Partial<SandboxOptions> = {}) => {
  world = await startWorld({ keys, durations: QUICK, ...more }, { startMs: NOON });
};

/** What the last job of a batch waits for. */
async function why(batchId: number) {
  const { jobs, total } = await world.call('job.list', { batchId, states: ['queued'], limit: 1_000 });
  expect(total).toBeGreaterThan(0);
  return jobs.at(-1)!.waiting;
}

describe('a job that waits says for what, and until when:', () => {
  it('the minute of the key that is free first', async () => {
    await begin([FREE]);
    const batchId = await enqueue(world, 30);
    await world.clock.advance(20_000);
    expect(await why(batchId)).toEqual({ kind: 'minute', until: expect.any(Number), keyLabel: 'free' });
    const { until } = (await why(batchId))!;
    expect(until! - NOON).toBeGreaterThan(55_000);
    expect(until! - NOON).toBeLessThan(65_000);
  });

  it('a place, which comes free by an answer and not by the clock', async () => {
    await begin([{ label: 'pro', plan: 'pro' }]);
    const batchId = await enqueue(world, 15, { model: VIDEO });
    await world.clock.advance(20_000);
    expect(await why(batchId)).toEqual({ kind: 'concurrency', until: null, keyLabel: 'pro' });
  });

  it('the day', async () => {
    await begin([FREE]);
    const batchId = await enqueue(world, 120);
    await world.clock.advance(30 * 60_000);
    expect(await why(batchId)).toEqual({ kind: 'day', until: expect.any(Number), keyLabel: 'free' });
    expect(Math.abs((await why(batchId))!.until! - MIDNIGHT)).toBeLessThan(5_000);
    expect(world.refusals()).toBe(0);
  });

  it('a key that was told to sleep', async () => {
    // It has fewer a day than its plan, which only the refusal tells.
    await begin([{ ...FREE, limits: { requestsPerDay: 25 } }]);
    const batchId = await enqueue(world, 60);
    await world.clock.advance(10 * 60_000);
    expect(await why(batchId)).toEqual({ kind: 'asleep', until: expect.any(Number), keyLabel: 'free' });
    expect(Math.abs((await why(batchId))!.until! - MIDNIGHT)).toBeLessThan(5_000);
  });

  it('a label, or the right to run the model, that no key has', async () => {
    await begin([FREE, { label: 'reader', plan: 'pro', permissions: ['models:read', 'jobs:read'] }]);
    const labelled = await enqueue(world, 1, { labels: ['night'] });
    const forbidden = await enqueue(world, 1, { name: 'forbidden to it', labels: ['reader'] });
    await world.clock.advance(10_000);
    expect(await why(labelled)).toEqual({ kind: 'labels', until: null, keyLabel: null });
    expect(await why(forbidden)).toEqual({ kind: 'permission', until: null, keyLabel: null });
  });

  it('the line', async () => {
    await begin([FREE]);
    world.online = false;
    const batchId = await enqueue(world, 5);
    await world.clock.advance(10_000);
    const reason = await why(batchId);
    expect(reason).toEqual({ kind: 'offline', until: expect.any(Number), keyLabel: 'free' });
    expect(reason!.until!).toBeGreaterThan(world.clock.now());
    expect(reason!.until!).toBeLessThan(world.clock.now() + 70_000);
  });

  it('a key at all, when every one is switched off', async () => {
    await begin([FREE]);
    const [key] = (await world.call('app.snapshot', null)).keys;
    await world.call('key.update', { id: key!.id, enabled: false });
    const batchId = await enqueue(world, 1);
    await world.clock.advance(1_000);
    expect(await why(batchId)).toEqual({ kind: 'no-key', until: null, keyLabel: null });
  });
});
