import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineWorld } from '../../support/engine-world.ts';

const MODEL = 'fal-ai/flux/schnell';
const TOKEN = '7d6f2c1e-0b1a-4c6e-9b1f-2f6b8d1f0a01';
const TEXT = 'prompt,num_images\na fox,2\na hare,9\na lynx,\n';
const plan = { token: TOKEN, model: MODEL, fields: { prompt: 'prompt', num_images: 'num_images' }, base: { image_size: 'square' } };

let world: EngineWorld;

beforeEach(async () => {
  world = new EngineWorld({ sandbox: { window: 'fixed', keys: [{ label: 'studio', plan: 'business' }] } });
  await world.start();
  await bring(TEXT);
});
const bring = (part: string, at = 0, token = TOKEN) => world.call('import.bring', { token, at, part });
afterEach(() => world.stop());

describe('an import', () => {
  it('is read before anything comes of it', async () => {
    expect(await world.call('import.read', { token: TOKEN })).toEqual({
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
    await bring('');
    await expect(world.call('import.enqueue', { ...plan, setAside: true, name: 'None' })).rejects.toThrow('No row is left');
  });

  it('is told in parts, of which none may be missing', async () => {
    await expect(bring('a lynx\n', 3)).rejects.toThrow('A part of the text is missing.');
    expect(await bring('a fox\na ha')).toEqual({ kept: 10 });
    expect(await bring('re\n', 10)).toEqual({ kept: 13 });
    expect(await world.call('import.read', { token: TOKEN })).toMatchObject({ format: 'lines', rows: 2 });
  });

  it('is forgotten when it is no longer wanted, and ten minutes after it was last asked about', async () => {
    await world.call('import.drop', { token: TOKEN });
    await expect(world.call('import.read', { token: TOKEN })).rejects.toThrow('no longer kept');
    await bring(TEXT);
    await world.clock.advance(9 * 60_000);
    await world.call('import.read', { token: TOKEN });
    await world.clock.advance(9 * 60_000);
    await world.call('import.read', { token: TOKEN });
    await world.clock.advance(11 * 60_000);
    await expect(world.call('import.read', { token: TOKEN })).rejects.toThrow('no longer kept');
  });

  it('answers the newest question only, and none about what was dropped', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `a fox ${at}\n`).join('');
    for (let at = 0; at < rows.length; at += 60_000) await bring(rows.slice(at, at + 60_000), at);
    const read = await world.call('import.read', { token: TOKEN });
    const asked = { ...plan, format: read.format, fields: { line: 'prompt' } };
    const [older, newer] = await Promise.allSettled([world.call('import.check', { ...asked, fields: {} }), world.call('import.check', asked)]);
    expect(older).toMatchObject({ status: 'rejected', reason: { code: 'CONFLICT' } });
    expect(newer).toMatchObject({ status: 'fulfilled', value: { ready: 20_000 } });
    const [dropped] = await Promise.allSettled([world.call('import.check', asked), world.call('import.drop', { token: TOKEN })]);
    expect(dropped).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } });
  });
});
