import { afterEach, describe, expect, it } from 'vitest';
import type { EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, startWorld } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

const view = async (id: number) => (await world.call('app.snapshot', null)).batches.find((batch) => batch.id === id);

describe('a batch whose jobs fail', () => {
  it('pauses itself, says why, and goes on when someone says so', async () => {
    world = await startWorld({ faults: [{ kind: 'content-filter', rate: 1 }] });
    const batch = await enqueue(world, 100);
    await world.clock.advance(120_000);
    const held = await view(batch);
    expect(held).toMatchObject({ state: 'paused', held: { kind: 'failing' } });
    expect(held?.held?.failed).toBeGreaterThanOrEqual(10);
    expect((await counts(world, batch))['queued']).toBeGreaterThan(50);
    world.sandbox.configureFaults([]);
    await world.call('batch.resume', { id: batch });
    expect(await view(batch)).toMatchObject({ state: 'active', held: null });
    await world.finish([batch], HOUR);
    expect((await counts(world, batch))['queued']).toBeUndefined();
  });

  it('is not said to have paused itself when a person paused it', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 20);
    await world.call('batch.pause', { id: batch });
    expect(await view(batch)).toMatchObject({ state: 'paused', held: null });
  });
});

describe('one lost answer', () => {
  it('is no silence of the API; two in a row are', async () => {
    world = await startWorld({ faults: [{ kind: 'cut-after-accept', endpoint: 'run', count: 1 }] });
    const states = new Set<string>();
    world.engine.subscribe((event) => event.name === 'status.changed' && states.add(event.payload.api.state));
    const batch = await enqueue(world, 5);
    await world.finish([batch], HOUR);
    await world.clock.advance(1_000);
    expect((await counts(world, batch))['uncertain']).toBe(1);
    expect(states).not.toContain('silent');
    world.online = false;
    await enqueue(world, 5);
    await world.clock.advance(30_000);
    expect(states).toContain('silent');
  });
});

describe('a job row', () => {
  it('names its pictures only once they are made', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 1);
    await world.finish([batch], HOUR);
    const [before] = (await world.call('job.list', { batchId: batch })).jobs;
    expect(before?.thumbnails).toEqual([]);
    const sha256 = before?.assets[0] ?? '';
    await world.call('thumbnail.put', { sha256, image: 'AAAA', width: 8, height: 8, durationS: null });
    const [after] = (await world.call('job.list', { batchId: batch })).jobs;
    expect(after?.thumbnails).toEqual([sha256]);
    // A tile that was put as null is the thumbnail.
    const { id } = await world.call('asset.get', { sha256 });
    for (const of of ['tile', 'thumbnail'] as const) {
      expect(await world.call('asset.pictures', { of, ids: [id, 9_999] })).toEqual(['AAAA', null]);
      expect(await world.call('asset.newestPictures', { of, limit: 60 })).toEqual({ ids: [id], pictures: ['AAAA'] });
    }
  });
});
