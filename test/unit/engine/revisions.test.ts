import { afterEach, describe, expect, it } from 'vitest';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, jobIds, startWorld, VIDEO } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

describe('films on every revision of the API', () => {
  it.each(['A', 'B', 'T'] as const)('%s: asynchronous, polled seldom, brought home', async (revision) => {
    world = await startWorld({ revision });
    const batch = await enqueue(world, 10, { model: VIDEO });
    await world.finish([batch], HOUR);
    // How long the model takes is known now.
    const next = await enqueue(world, 30, { model: VIDEO, name: 'next' });
    await world.finish([next], 2 * HOUR);
    expect(await counts(world, next)).toEqual({ done: 30 });
    const { requests } = await world.call('batch.summary', { ids: [next] });
    expect(requests.run).toBe(30);
    expect((requests.run + requests.poll + requests.other) / 30).toBeLessThanOrEqual(2.1);
    expect(accounts(world)).toEqual([]);
    expect(world.refusals()).toBe(0);
    for (const id of jobIds(world, next)) expect((await world.call('job.get', { id })).assets).toHaveLength(1);
  });

  it.each(['A', 'B', 'T'] as const)('%s that refuses fields it does not know: learned once', async (revision) => {
    world = await startWorld({ revision, strictBody: true });
    const batches = [await enqueue(world, 20), await enqueue(world, 6, { model: VIDEO, name: 'films' })];
    await world.finish(batches, 2 * HOUR);
    expect(await counts(world, batches[0]!)).toEqual({ done: 20 });
    expect(await counts(world, batches[1]!)).toEqual({ done: 6 });
    expect(accounts(world)).toEqual([]);
  });
});
