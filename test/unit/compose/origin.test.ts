import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inputKey } from '../../../shared/matrix/input-key.ts';
import { EngineWorld } from '../../support/engine-world.ts';

const MODEL = 'fal-ai/flux/dev';

let world: EngineWorld;

beforeEach(async () => {
  world = new EngineWorld({ sandbox: { window: 'fixed', keys: [{ label: 'studio', plan: 'business' }] } });
  await world.start();
});
afterEach(() => world.stop());

describe('what a prompt came from', () => {
  it('is kept with the job, and goes with the asset', async () => {
    const origin = { template: 1, picks: { animal: 'fox' }, seed: 7 };
    const { batchId } = await world.call('batch.create', {
      name: 'Foxes',
      templates: ['a {hare|fox}', 'a __animal__'],
      jobs: [
        { model: MODEL, input: { prompt: 'a fox' }, origin },
        { model: MODEL, input: { prompt: 'a hare' } },
      ],
    });
    await world.finish([batchId]);
    const { jobs } = await world.call('job.list', { batchId });
    const [first, second] = await Promise.all(jobs.map(({ id }) => world.call('job.get', { id })));
    const whole = { template: 'a __animal__', picks: { animal: 'fox' }, seed: 7 };
    expect([first?.origin, second?.origin]).toEqual([whole, null]);
    const { assets } = await world.call('asset.list', { batchId });
    expect(Object.fromEntries(assets.map(({ prompt, origin: from }) => [prompt, from]))).toEqual({ 'a fox': whole, 'a hare': null });
  });

  it('cannot name a template that is not there', async () => {
    const jobs = [{ model: MODEL, input: { prompt: 'a fox' }, origin: { template: 1, picks: {}, seed: 0 } }];
    await expect(world.call('batch.create', { name: 'Foxes', templates: ['a'], jobs })).rejects.toThrow('Job 1 names a template');
  });
});

describe('compose.made', () => {
  it('tells by model and seed what the library has, without what lies in the trash', async () => {
    const input = (prompt: string, seed: number) => ({ prompt, seed });
    const jobs = [input('a fox', 5), input('a hare', 5), input('a fox', 6)].map((each) => ({ model: MODEL, input: each }));
    const { batchId } = await world.call('batch.create', { name: 'Foxes', jobs });
    await world.finish([batchId]);
    const { assets } = await world.call('asset.list', { batchId });
    const model = assets[0]!.model;
    const keys = async (seeds: number[]) => (await world.call('compose.made', { model, seeds })).made.map(({ key }) => key).toSorted();
    expect(await keys([5])).toEqual([inputKey(input('a fox', 5)), inputKey({ seed: 5, prompt: 'a hare' })].toSorted());
    expect(await keys([5, 6, 7])).toHaveLength(3);
    expect((await world.call('compose.made', { model: 'another', seeds: [5] })).made).toEqual([]);
    expect((await world.call('compose.made', { model, seeds: [5], after: 1e9 })).next).toBeNull();
    const { sha256 } = assets.find(({ seed }) => seed === 6)!;
    const six = async () => (await world.call('compose.made', { model, seeds: [6] })).made;
    expect(await six()).toMatchObject([{ sha256, shown: false }]);
    await world.call('thumbnail.put', { sha256, image: 'AAAA', width: 8, height: 8, durationS: null });
    expect(await six()).toMatchObject([{ sha256, shown: true }]);
    await world.call('asset.trash', { sha256s: [sha256] });
    expect(await keys([6])).toEqual([]);
  });
});
