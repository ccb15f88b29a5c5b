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

describe('pausing', () => {
  it('a batch: what is out comes home, nothing new goes; other batches go on', async () => {
    world = await startWorld();
    const held = await enqueue(world, 100, { name: 'held' });
    await world.clock.advance(2_000);
    await world.call('batch.pause', { id: held });
    const other = await enqueue(world, 20, { name: 'other' });
    const accepted = world.sandbox.accepted().filter((run) => String(run.input.prompt).startsWith('held')).length;
    await world.finish([other], HOUR);
    await world.clock.advance(120_000);
    expect(await counts(world, held)).toEqual({ done: accepted, queued: 100 - accepted });
    expect((await world.call('job.list', { batchId: held, states: ['queued'], limit: 1 })).jobs[0]?.waiting).toEqual({
      kind: 'paused',
      until: null,
      keyLabel: null,
    });
    await world.call('batch.resume', { id: held });
    await world.finish([held], HOUR);
    expect(await counts(world, held)).toEqual({ done: 100 });
    expect(accounts(world)).toEqual([]);
    expect(world.refusals()).toBe(0);
  });

  it('everything: running jobs are asked for and brought home, and a restart keeps it so', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 20, { model: VIDEO });
    await world.clock.advance(5_000);
    await world.call('queue.pause', null);
    const out = world.sandbox.accepted().length;
    await world.clock.advance(HOUR);
    expect(await counts(world, batch)).toEqual({ done: out, queued: 20 - out });
    world.kill();
    await world.reopen();
    expect((await world.call('app.snapshot', null)).status.paused).toBe(true);
    await world.clock.advance(HOUR);
    expect(world.sandbox.accepted()).toHaveLength(out);
    await world.call('queue.resume', null);
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 20 });
    expect(accounts(world)).toEqual([]);
  });
});

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

  it('a batch whose jobs are refused afterwards: they do not come back to wait', async () => {
    world = await startWorld({ faults: [{ kind: 'error-503-before-accept', endpoint: 'run', rate: 1 }] });
    const batch = await enqueue(world, 5);
    await until('submitting');
    await world.call('batch.cancel', { id: batch });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ cancelled: 5 });
  });

  it('running jobs: the API gives them up, their places are free, and nothing of them is collected', async () => {
    world = await startWorld({ keys: [{ label: 'free', plan: 'free' }] });
    const batch = await enqueue(world, 4, { model: VIDEO });
    await world.clock.advance(10_000);
    const running = idsIn('running');
    const before = world.clock.now();
    expect(await world.call('job.cancel', { ids: running })).toEqual({ cancelled: 2 });
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
    expect(await world.call('job.cancel', { ids: jobIds(world, first) })).toEqual({ cancelled: 0 });
    await world.call('queue.pause', null);
    const second = await enqueue(world, 3, { name: 'second' });
    expect(await world.call('job.cancel', { ids: jobIds(world, second).slice(1) })).toEqual({ cancelled: 2 });
    await world.call('queue.resume', null);
    await world.finish([second], HOUR);
    expect(await counts(world, second)).toEqual({ done: 1, cancelled: 2 });
    expect(world.sandbox.accepted()).toHaveLength(2);
  });
});

describe('once more', () => {
  it('a failed job: a new attempt, its old error gone, counted once', async () => {
    world = await startWorld({ faults: [{ kind: 'content-filter', count: 2 }] });
    const batch = await enqueue(world, 4);
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 2, failed: 2 });
    const failed = idsIn('failed');
    expect(await world.call('job.retry', { ids: jobIds(world, batch) })).toEqual({ queued: 2 });
    expect((await world.call('job.get', { id: failed[0]! })).error).toBeNull();
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 4 });
    expect((await world.call('job.get', { id: failed[0]! })).attempts.map((one) => one.outcome)).toEqual(['failed', 'done']);
    expect(world.sandbox.accepted()).toHaveLength(6);
    expect(accounts(world)).toEqual([]);
  });

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

describe('an uncertain job', () => {
  it('is sent again only when somebody says so, and may then have run twice', async () => {
    world = await startWorld({ faults: [{ kind: 'cut-after-accept', endpoint: 'run', count: 3 }] });
    const batch = await enqueue(world, 6);
    await world.finish([batch], HOUR);
    await world.clock.advance(HOUR);
    expect(await counts(world, batch)).toEqual({ done: 3, uncertain: 3 });
    expect(world.sandbox.accepted()).toHaveLength(6);
    const [first, second, third] = idsIn('uncertain') as [number, number, number];
    expect(await world.call('job.retry', { ids: [first] })).toEqual({ queued: 0 });
    expect(await world.call('job.resolve', { ids: [first], decision: 'resubmit' })).toEqual({ resolved: 1 });
    expect(await world.call('job.resolve', { ids: [second], decision: 'fail' })).toEqual({ resolved: 1 });
    expect(await world.call('job.cancel', { ids: [third] })).toEqual({ cancelled: 1 });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 4, failed: 1, cancelled: 1 });
    expect(world.sandbox.accepted()).toHaveLength(7);
    expect(accounts(world)).toEqual([]);
  });
});

describe('keys', () => {
  it('that is switched off takes nothing new, and its running jobs come home', async () => {
    world = await startWorld({
      keys: [
        { label: 'off', plan: 'pro' },
        { label: 'on', plan: 'free' },
      ],
    });
    const batch = await enqueue(world, 12, { model: VIDEO });
    await world.clock.advance(10_000);
    const off = (await world.call('app.snapshot', null)).keys.find((key) => key.label === 'off')!;
    await world.call('key.update', { id: off.id, enabled: false });
    const byOff = () => world.sandbox.accepted().filter((run) => run.key === 'off').length;
    const before = byOff();
    expect(before).toBeGreaterThan(0);
    await world.finish([batch], 6 * HOUR);
    expect(await counts(world, batch)).toEqual({ done: 12 });
    expect(byOff()).toBe(before);
    expect(accounts(world)).toEqual([]);
  });

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

it('work composed by hand goes ahead of a batch of hundreds', async () => {
  world = await startWorld();
  await enqueue(world, 400, { name: 'many' });
  await world.clock.advance(30_000);
  for (let second = 0; second < 10; second++) {
    const hand = await enqueue(world, 1, { name: `hand ${second}`, source: 'hand' });
    await world.clock.runUntil(() => world.sandbox.accepted().some((run) => String(run.input.prompt).startsWith(`hand ${second}`)), 75_000);
    await world.clock.advance(1_000);
    expect(hand).toBeGreaterThan(0);
  }
  expect(world.refusals()).toBe(0);
});
