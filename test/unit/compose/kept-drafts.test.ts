import { afterEach, describe, expect, it } from 'vitest';
import type { EngineWorld } from '../../support/engine-world.ts';
import { startWorld } from '../engine/support.ts';

let world: EngineWorld;

afterEach(() => world.stop());

const preset = (name: string) => ({ name, tags: ['fox', 'fox', 'winter'], model: 'flux', prompt: 'a fox', draft: '{"prompt":"a fox"}' });

describe('presets', () => {
  it('are named once, tagged, renamed and removed', async () => {
    world = await startWorld();
    const made = await world.call('preset.put', preset('Foxes'));
    expect(made).toMatchObject({ name: 'Foxes', tags: ['fox', 'winter'], model: 'flux', prompt: 'a fox' });
    expect(await world.call('preset.get', { id: made.id })).toEqual({ draft: '{"prompt":"a fox"}' });
    await expect(world.call('preset.put', preset('foxes'))).rejects.toMatchObject({ code: 'CONFLICT' });
    const other = await world.call('preset.put', preset('Hares'));
    await expect(world.call('preset.put', { id: other.id, name: 'FOXES', tags: [] })).rejects.toMatchObject({ code: 'CONFLICT' });
    await world.call('preset.put', { id: made.id, name: 'FOXES', tags: ['x'] });
    expect((await world.call('preset.list', null)).map(({ name, tags }) => [name, tags])).toEqual([
      ['FOXES', ['x']],
      ['Hares', ['fox', 'winter']],
    ]);
    await world.call('preset.remove', { id: made.id });
    await expect(world.call('preset.remove', { id: made.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(world.call('preset.get', { id: made.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what was composed', () => {
  it('is kept with its batch, newest first, and found by its words', async () => {
    world = await startWorld();
    const jobs = [{ model: 'fal-ai/flux/schnell', input: { prompt: 'a fox' } }];
    for (const name of ['Foxes', 'Hares 100%']) {
      await world.clock.advance(10);
      await world.call('batch.create', { name, jobs, composition: { draft: `{"name":"${name}"}`, prompt: `a {fox|${name}}` } });
    }
    await world.call('batch.create', { name: 'from a file', jobs });
    const { entries, total } = await world.call('history.list', {});
    expect([total, entries.map(({ name, jobs: many }) => [name, many])]).toEqual([
      2,
      [
        ['Hares 100%', 1],
        ['Foxes', 1],
      ],
    ]);
    expect((await world.call('history.list', { text: '0%' })).entries.map(({ name }) => name)).toEqual(['Hares 100%']);
    expect((await world.call('history.list', { text: 'schnell', limit: 1, offset: 1 })).entries.map(({ name }) => name)).toEqual(['Foxes']);
    expect(await world.call('history.get', { id: entries[1]!.id })).toEqual({ draft: '{"name":"Foxes"}' });
    await expect(world.call('history.get', { id: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the desk', () => {
  it('is as it was saved last, also after a kill', async () => {
    world = await startWorld();
    expect(await world.call('desk.load', null)).toBeNull();
    await world.call('desk.save', { text: 'one' });
    await world.clock.advance(5);
    const { savedAt } = await world.call('desk.save', { text: 'two' });
    world.kill();
    await world.reopen();
    expect(await world.call('desk.load', null)).toEqual({ text: 'two', savedAt });
  });
});
