import { afterEach, describe, expect, it } from 'vitest';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, IMAGE, jobIds, startWorld, VIDEO } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

const inState = (state: string) => world.store.prepare<[string], number>('SELECT COUNT(*) FROM job WHERE state = ?').pluck().get(state) ?? 0;

/** Runs until a job is in that state. */
const until = (state: string) => world.clock.runUntil(() => inState(state) > 0, HOUR);

/** A world in which the API's names of models are learned, so that the next answers are about the jobs. */
async function knowing(latency = 1_000): Promise<void> {
  let ms = 0;
  world = await startWorld({}, { latency: () => ms });
  await world.finish([await enqueue(world, 1, { name: 'first' })], HOUR);
  ms = latency;
}

describe('a job that is cancelled while it is being sent', () => {
  it.each([VIDEO, IMAGE])('%s: one that runs is given up at the API; one that was finished by then is brought home, for it was charged', async (model) => {
    await knowing();
    const batch = await enqueue(world, 2, { model });
    await until('submitting');
    expect(inState('submitting')).toBe(2);
    expect(await world.call('job.cancel', { ids: jobIds(world, batch) })).toMatchObject({ cancelled: 2 });
    expect(await world.call('job.cancel', { ids: jobIds(world, batch) })).toMatchObject({ cancelled: 0 });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual(model === VIDEO ? { cancelled: 2 } : { done: 2 });
    expect(world.sandbox.accepted().slice(1)).toMatchObject(Array.from({ length: 2 }, () => ({ status: model === VIDEO ? 'cancelled' : 'completed' })));
    expect(accounts(world)).toEqual([]);
    expect(world.refusals()).toBe(0);
  });

  it('and refused: it does not go back to the queue', async () => {
    await knowing();
    world.sandbox.configureFaults([{ kind: 'error-503-before-accept', endpoint: 'run', rate: 1 }]);
    const batch = await enqueue(world, 1);
    await until('submitting');
    await world.call('job.cancel', { ids: jobIds(world, batch) });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ cancelled: 1 });
    expect(world.sandbox.accepted()).toHaveLength(1);
  });

  it('and whose answer is lost: it is not sent again, and says that it may have cost', async () => {
    await knowing();
    world.sandbox.configureFaults([{ kind: 'cut-after-accept', endpoint: 'run', rate: 1 }]);
    const batch = await enqueue(world, 1, { uncertainRule: 'resubmit' });
    await until('submitting');
    await world.call('job.cancel', { ids: jobIds(world, batch) });
    await world.finish([batch], HOUR);
    const { jobs } = await world.call('job.list', { batchId: batch });
    expect(jobs).toMatchObject([{ state: 'cancelled', error: { message: expect.stringContaining('may') as string } }]);
    expect(world.sandbox.accepted()).toHaveLength(2);
    expect(accounts(world)).toEqual([]);
  });

  it('and the engine ends before the answer: the next start does not send it again', async () => {
    await knowing();
    const batch = await enqueue(world, 1, { uncertainRule: 'resubmit' });
    await until('submitting');
    await world.call('job.cancel', { ids: jobIds(world, batch) });
    world.kill();
    await world.reopen();
    await world.clock.advance(HOUR);
    expect(await counts(world, batch)).toEqual({ cancelled: 1 });
    expect(world.sandbox.accepted().length).toBeLessThanOrEqual(2);
    expect(accounts(world)).toEqual([]);
  });
});

it('a wish to give a running film up is not forgotten by a restart', async () => {
  world = await startWorld({ faults: [{ kind: 'error-500', endpoint: 'cancel', rate: 1 }] }, { latency: () => 1_000 });
  const batch = await enqueue(world, 1, { model: VIDEO });
  await until('running');
  await world.call('job.cancel', { ids: jobIds(world, batch) });
  world.kill();
  world.sandbox.configureFaults([]);
  await world.reopen();
  expect((await world.call('job.list', { batchId: batch })).jobs[0]).toMatchObject({ state: 'running', cancelling: true });
  await world.finish([batch], HOUR);
  expect(await counts(world, batch)).toEqual({ cancelled: 1 });
  expect(world.sandbox.accepted()).toMatchObject([{ status: 'cancelled', credits: 0 }]);
});

describe('a job that is cancelled while it comes home', () => {
  it('ends at once: nothing more of it is fetched, recorded or left lying about', async () => {
    world = await startWorld();
    world.files.full = true;
    const batch = await enqueue(world, 3);
    await world.clock.advance(20_000);
    expect(inState('collecting')).toBe(3);
    await world.call('job.cancel', { ids: jobIds(world, batch) });
    expect(await counts(world, batch)).toEqual({ cancelled: 3 });
    world.files.full = false;
    await world.clock.advance(HOUR);
    expect((await world.call('app.snapshot', null)).status.disk).toBe('well');
    expect(await counts(world, batch)).toEqual({ cancelled: 3 });
    expect(world.files.assets.size).toBe(0);
    expect(world.files.parts.size).toBe(0);
    expect((await world.call('asset.list', {})).total).toBe(0);
  });

  it('in the middle of a download: the bytes that arrive after that are not taken in', async () => {
    world = await startWorld({ faults: [{ kind: 'slow-download', rate: 1 }] });
    const batch = await enqueue(world, 1);
    await until('collecting');
    await world.clock.advance(100);
    expect(inState('collecting')).toBe(1);
    await world.call('job.cancel', { ids: jobIds(world, batch) });
    await world.clock.advance(HOUR);
    expect(await counts(world, batch)).toEqual({ cancelled: 1 });
    expect(world.files.assets.size + world.files.parts.size).toBe(0);
  });

  it.each([0, 120_000])('and taken back %s ms later: it comes home after all, without another run', async (wait) => {
    world = await startWorld();
    world.files.full = true;
    const batch = await enqueue(world, 3);
    await world.clock.advance(20_000);
    const { undo } = await world.call('job.cancel', { ids: jobIds(world, batch) });
    await world.clock.advance(wait);
    world.files.full = false;
    await world.call('undo.apply', { undo: undo! });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 3 });
    expect(world.sandbox.accepted()).toHaveLength(3);
    expect(accounts(world)).toEqual([]);
  });
});
