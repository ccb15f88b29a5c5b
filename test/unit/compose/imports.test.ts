import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineWorld } from '../../support/engine-world.ts';

const MODEL = 'fal-ai/flux/schnell';
const TEXT = 'prompt,num_images\na fox,2\na hare,9\na lynx,\n';
const plan = { text: TEXT, model: MODEL, fields: { prompt: 'prompt', num_images: 'num_images' }, base: { image_size: 'square' } };

let world: EngineWorld;

beforeEach(async () => {
  world = new EngineWorld({ sandbox: { window: 'fixed', keys: [{ label: 'studio', plan: 'business' }] } });
  await world.start();
});
afterEach(() => world.stop());

describe('an import', () => {
  it('is read before anything comes of it', async () => {
    expect(await world.call('import.read', { text: TEXT })).toEqual({
      format: 'csv',
      columns: [
        { name: 'prompt', samples: ['a fox', 'a hare', 'a lynx'] },
        { name: 'num_images', samples: ['2', '9'] },
      ],
      rows: 3,
      problems: [],
    });
  });

  it('names what is wrong in the words of the model', async () => {
    expect(await world.call('import.check', plan)).toEqual({
      ready: 2,
      badRows: 1,
      problems: [{ line: 3, message: 'num_images: 1 to 4' }],
      first: [
        { line: 2, input: { image_size: 'square', prompt: 'a fox', num_images: 2 } },
        { line: 4, input: { image_size: 'square', prompt: 'a lynx' } },
      ],
    });
  });

  it('enqueues nothing until all is right or the bad rows are set aside', async () => {
    await expect(world.call('import.enqueue', { ...plan, setAside: false, name: 'Animals' })).rejects.toThrow(
      '1 row is not right: line 3, num_images: 1 to 4. Nothing was enqueued.',
    );
    expect((await world.call('job.list', {})).total).toBe(0);
    const { batchId, jobs } = await world.call('import.enqueue', { ...plan, setAside: true, name: 'Animals' });
    await world.finish([batchId]);
    const { jobs: made } = await world.call('job.list', { batchId });
    expect([jobs, made.map(({ prompt, state }) => [prompt, state])]).toEqual([
      2,
      [
        ['a fox', 'done'],
        ['a lynx', 'done'],
      ],
    ]);
    await expect(world.call('import.enqueue', { ...plan, text: '', setAside: true, name: 'None' })).rejects.toThrow('No row is left');
  });
});
