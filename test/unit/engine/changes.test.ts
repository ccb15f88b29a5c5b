import { afterEach, describe, expect, it } from 'vitest';
import type { EngineWorld } from '../../support/engine-world.ts';
import { accounts } from '../../support/engine-world.ts';
import { counts, enqueue, IMAGE, jobIds, startWorld } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

async function heldBatch(jobs: number): Promise<number> {
  await world.call('queue.pause', null);
  return enqueue(world, jobs);
}

describe('a queued job', () => {
  it('is only an input: it is changed, and goes out as it was changed', async () => {
    world = await startWorld();
    const batch = await heldBatch(3);
    const [first, second] = jobIds(world, batch) as [number, number];
    expect(await world.call('job.update', { ids: [first], change: { set: { prompt: 'a heron', seed: 7 } } })).toMatchObject({ updated: 1, left: 0 });
    await world.call('job.update', { ids: [first], change: { unset: ['seed'] } });
    expect((await world.call('job.get', { id: first })).input).toEqual({ prompt: 'a heron' });
    expect((await world.call('job.get', { id: second })).prompt).not.toBe('a heron');
    await world.call('queue.resume', null);
    await world.finish([batch], HOUR);
    expect(world.sandbox.accepted().filter((run) => run.input.prompt === 'a heron')).toHaveLength(1);
    expect(accounts(world)).toEqual([]);
  });

  it('says what it picked, until its prompt is another; taken back, it says so again', async () => {
    world = await startWorld();
    await world.call('queue.pause', null);
    const origin = { template: 0, picks: { animal: 'fox', light: '' }, seed: 1 };
    const jobs = [{ model: IMAGE, input: { prompt: 'a fox' }, origin }];
    const { batchId } = await world.call('batch.create', { name: 'Animals', jobs, templates: ['a {fox|hare}'] });
    const picked = async () => (await world.call('job.list', { batchId })).jobs.map((job) => job.picks);
    const change = (set: Record<string, string | number>) => world.call('job.update', { ids: jobIds(world, batchId), change: { set } });
    expect(await picked()).toEqual([['fox']]);
    await change({ seed: 7 });
    expect(await picked()).toEqual([['fox']]);
    const { undo } = await change({ prompt: 'a bear' });
    expect(await picked()).toEqual([[]]);
    await world.call('undo.apply', { undo: undo ?? 0 });
    expect(await picked()).toEqual([['fox']]);
  });

  it('with a higher priority goes out first', async () => {
    world = await startWorld({ keys: [{ label: 'free', plan: 'free' }] });
    const batch = await heldBatch(6);
    const last = jobIds(world, batch).at(-1) ?? 0;
    await world.call('job.update', { ids: [last], change: { priority: 5 } });
    await world.call('queue.resume', null);
    await world.clock.runUntil(() => world.sandbox.accepted().length > 0, 60_000);
    const { jobs } = await world.call('job.list', { batchId: batch, states: ['submitting', 'running', 'collecting', 'done'] });
    expect(jobs.map((job) => job.id)).toContain(last);
  });

  it('is not changed into one that does not fit its model: then none is', async () => {
    world = await startWorld();
    const batch = await heldBatch(2);
    const before = world.store.prepare('SELECT input FROM job').all();
    const answer = await world.engine.call('job.update', { ids: jobIds(world, batch), change: { set: { prompt: 7 } } });
    expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    expect(world.store.prepare('SELECT input FROM job').all()).toEqual(before);
  });

  it('has gone out in the meantime: it is left and counted', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 2);
    await world.finish([batch], HOUR);
    expect(await world.call('job.update', { ids: jobIds(world, batch), change: { set: { prompt: 'late' } } })).toEqual({ updated: 0, left: 2, undo: null });
  });
});

describe('failed jobs', () => {
  it('are run again with one thing changed', async () => {
    world = await startWorld({ faults: [{ kind: 'content-filter', count: 2 }] });
    const batch = await enqueue(world, 4);
    await world.finish([batch], HOUR);
    const { ids } = await world.call('job.ids', { batchId: batch, states: ['failed'] });
    expect(ids).toHaveLength(2);
    expect(await world.call('job.retry', { ids, change: { set: { seed: 99 } } })).toEqual({ queued: 2 });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 4 });
    for (const id of ids) expect((await world.call('job.get', { id })).input).toMatchObject({ seed: 99 });
  });

  it('stay failed when the change does not fit', async () => {
    world = await startWorld({ faults: [{ kind: 'content-filter', count: 1 }] });
    const batch = await enqueue(world, 2);
    await world.finish([batch], HOUR);
    const { ids } = await world.call('job.ids', { states: ['failed'] });
    expect(await world.engine.call('job.retry', { ids, change: { unset: ['prompt'] } })).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    expect(await counts(world, batch)).toEqual({ done: 1, failed: 1 });
  });
});

describe('what an action would hit', () => {
  it('is counted by state, with credits, before it is done', async () => {
    world = await startWorld();
    const batch = await heldBatch(5);
    const ids = jobIds(world, batch);
    const census = await world.call('job.census', { ids });
    expect(census.counts).toMatchObject({ queued: 5, done: 0 });
    const price = (await world.call('model.get', { id: IMAGE })).creditsPerRun;
    expect(census).toMatchObject(price === null ? { credits: 0, unpriced: 5 } : { credits: price * 5, unpriced: 0 });
  });

  it('jobs are found by model and by the key that had them', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 3);
    await world.finish([batch], HOUR);
    expect((await world.call('job.list', { models: [IMAGE] })).total).toBe(3);
    expect((await world.call('job.list', { models: ['no such'] })).total).toBe(0);
    expect((await world.call('job.list', { keyIds: [1] })).total).toBe(3);
    expect((await world.call('job.ids', { keyIds: [99] })).ids).toEqual([]);
  });
});

describe('a batch', () => {
  it('is moved to other labels, and then waits for a key that carries one', async () => {
    world = await startWorld();
    const batch = await heldBatch(2);
    await world.call('batch.setLabels', { id: batch, labels: ['night'] });
    await world.call('queue.resume', null);
    await world.clock.advance(5_000);
    expect((await world.call('job.list', { batchId: batch })).jobs[0]?.waiting?.kind).toBe('labels');
    await world.call('batch.setLabels', { id: batch, labels: [] });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 2 });
  });
});
