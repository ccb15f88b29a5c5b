import { afterEach, describe, expect, it } from 'vitest';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, jobIds, startWorld, VIDEO } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

function idsIn(state: string): number[] {
  return world.store.prepare<[string], number>('SELECT id FROM job WHERE state = ? ORDER BY id').pluck().all(state);
}

/** Time goes by until a job is in that state. */
async function until(state: string): Promise<number[]> {
  await world.clock.runUntil(() => idsIn(state).length > 0, HOUR);
  return idsIn(state);
}

describe('cancelling', () => {
  it('a batch: what waits is cancelled, what is out comes home', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 50);
    await world.clock.advance(1_000);
    const { cancelled } = await world.call('batch.cancel', { id: batch });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 50 - cancelled, cancelled });
    expect(cancelled).toBeGreaterThan(0);
    expect(accounts(world)).toEqual([]);
  });

  it('running jobs: the API gives them up, their places are free, and nothing of them is collected', async () => {
    world = await startWorld({ keys: [{ label: 'free', plan: 'free' }] });
    const batch = await enqueue(world, 4, { model: VIDEO });
    await world.clock.advance(10_000);
    const running = idsIn('running');
    const before = world.clock.now();
    expect(await world.call('job.cancel', { ids: running })).toMatchObject({ cancelled: 2 });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 2, cancelled: 2 });
    expect(world.sandbox.accepted().map((run) => run.status)).toEqual(['cancelled', 'cancelled', 'completed', 'completed']);
    // The others did not wait for those to end.
    expect(world.clock.now() - before).toBeLessThan(150_000);
    expect(accounts(world)).toEqual([]);
    expect(world.refusals()).toBe(0);
  });

  it.each(['hang', 'refuse', 'cut-before-accept', 'cut-after-accept', 'error-500', 'malformed-json'] as const)(
    'a running job, and the word is lost (%s): the job ends all the same',
    async (kind) => {
      world = await startWorld({ faults: [{ kind, endpoint: 'cancel', count: 1 }] });
      const batch = await enqueue(world, 3, { model: VIDEO });
      await world.call('job.cancel', { ids: await until('running') });
      await world.finish([batch], HOUR);
      const { done = 0, cancelled = 0 } = await counts(world, batch);
      expect(done + cancelled).toBe(3);
      expect(accounts(world)).toEqual([]);
    },
  );

  it('is nothing for what is done, and what waits is not sent', async () => {
    world = await startWorld();
    const first = await enqueue(world, 1);
    await world.finish([first], HOUR);
    expect(await world.call('job.cancel', { ids: jobIds(world, first) })).toEqual({ cancelled: 0, undo: null });
    await world.call('queue.pause', null);
    const second = await enqueue(world, 3, { name: 'second' });
    expect(await world.call('job.cancel', { ids: jobIds(world, second).slice(1) })).toMatchObject({ cancelled: 2 });
    await world.call('queue.resume', null);
    await world.finish([second], HOUR);
    expect(await counts(world, second)).toEqual({ done: 1, cancelled: 2 });
    expect(world.sandbox.accepted()).toHaveLength(2);
  });
});

describe('once more', () => {
  it('jobs of a cancelled batch: the batch goes on', async () => {
    world = await startWorld();
    await world.call('queue.pause', null);
    const batch = await enqueue(world, 3);
    await world.call('batch.cancel', { id: batch });
    await world.call('queue.resume', null);
    await world.call('job.retry', { ids: jobIds(world, batch).slice(0, 2) });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 2, cancelled: 1 });
    expect(world.store.prepare('SELECT state FROM batch').pluck().get()).toBe('active');
  });
});

describe('keys', () => {
  it('that may not run a model is not asked for it twice', async () => {
    world = await startWorld({
      keys: [
        { label: 'narrow', plan: 'pro', permissions: ['models:read', 'jobs:read'] },
        { label: 'wide', plan: 'free' },
      ],
    });
    const batch = await enqueue(world, 8);
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 8 });
    const refused = world.store.prepare<[], number>(`SELECT COUNT(*) FROM attempt WHERE outcome = 'refused'`).pluck().get();
    // Those of the first burst at most: they were out together.
    expect(refused).toBeLessThanOrEqual(10);
    const more = await enqueue(world, 8, { name: 'more' });
    await world.finish([more], HOUR);
    expect(world.store.prepare<[], number>(`SELECT COUNT(*) FROM attempt WHERE outcome = 'refused'`).pluck().get()).toBe(refused);
  });
});
