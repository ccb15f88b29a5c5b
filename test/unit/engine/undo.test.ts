import { afterEach, describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../../shared/contract.ts';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, jobIds, startWorld, VIDEO } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

/** Ids in events of this name from now on. */
function told(name: EngineEvent['name']): number[] {
  const ids: number[] = [];
  world.engine.subscribe((event) => {
    if (event.name === name) for (const row of event.payload as (number | { id: number })[]) ids.push(typeof row === 'number' ? row : row.id);
  });
  return ids;
}

async function undo(token: number | null) {
  expect(token).not.toBeNull();
  return world.call('undo.apply', { undo: token! });
}

const hashes = async (trashed = false) => (await world.call('asset.list', { trashed })).assets.map((asset) => asset.sha256).toSorted();

it('a collection that is made, kept in order or removed is told, and its removal taken back', async () => {
  world = await startWorld();
  const collections = told('collection.changed');
  const { id } = await world.call('collection.create', { name: 'May' });
  await world.clock.advance(100);
  expect(collections).toEqual([id]);
  const { undo: token } = await world.call('collection.remove', { id });
  expect(await undo(token)).toEqual({ undone: 1, left: 0 });
  await world.clock.advance(100);
  expect(await world.call('collection.list', null)).toMatchObject([{ name: 'May' }]);
  expect(collections).toHaveLength(2);
});

describe('taking back', () => {
  it('the renaming of a collection; the same name again changes nothing', async () => {
    world = await startWorld();
    const { id } = await world.call('collection.create', { name: 'May' });
    expect((await world.call('collection.rename', { id, name: 'May' })).undo).toBeNull();
    const { collection, undo: token } = await world.call('collection.rename', { id, name: 'June' });
    expect(collection.name).toBe('June');
    expect(await undo(token)).toEqual({ undone: 1, left: 0 });
    expect(await world.call('collection.list', null)).toMatchObject([{ name: 'May' }]);
  });

  it('the merging of duplicates: tags, stars and places in collections are as before, and none is in the trash', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 4);
    await world.finish([batch], HOUR);
    const all = await hashes();
    const [one, two, three, four] = all as [string, string, string, string];
    const { id } = await world.call('collection.create', { name: 'May' });
    await world.call('collection.add', { id, sha256s: [four, two] });
    await world.call('asset.keep', { sha256s: [two], change: { rating: 5, addTags: ['cover'] } });
    const content = async () => (await world.call('asset.list', { collectionId: id })).assets.map(({ sha256 }) => sha256);
    const { merged, undo: token } = await world.call('duplicates.merge', { keep: one, others: [two, three, one] });
    expect(merged).toBe(2);
    expect(await world.call('asset.get', { sha256: one })).toMatchObject({ kept: { rating: 5, tags: ['cover'] } });
    expect([await hashes(), await hashes(true), await content()]).toEqual([[one, four].toSorted(), [two, three].toSorted(), [four, one]]);
    expect(await undo(token)).toEqual({ undone: 2, left: 0 });
    expect(await world.call('asset.get', { sha256: one })).toMatchObject({ kept: { rating: null, tags: [] } });
    expect([await hashes(), await content()]).toEqual([all, [four, two]]);
    await expect(world.call('duplicates.merge', { keep: 'f'.repeat(64), others: [two] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that assets are kept apart: they are offered together again', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 2);
    await world.finish([batch], HOUR);
    const all = await hashes();
    for (const sha256 of all) await world.call('likeness.put', { sha256, likeness: 'f0f0f0f0f0f0f0f0' });
    const found = async () => {
      const answer = world.call('duplicates.find', null);
      // It lets others have their turn between its steps.
      await world.clock.advance(1_000);
      return (await answer).groups;
    };
    const [group] = await found();
    expect(group).toMatchObject({ why: 'look' });
    const { undo: token } = await world.call('duplicates.apart', { ids: group!.ids });
    expect(await found()).toEqual([]);
    await undo(token);
    expect(await found()).toEqual([group]);
  });

  it('the cancelling of a batch: it goes on where it was, once, and pauses as it paused', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 40);
    await world.clock.advance(1_000);
    await world.call('batch.pause', { id: batch });
    const before = await counts(world, batch);
    const { cancelled, undo: token } = await world.call('batch.cancel', { id: batch });
    expect(cancelled).toBe(before['queued']);
    expect(await undo(token)).toEqual({ undone: cancelled, left: 0 });
    expect((await counts(world, batch))['queued']).toBe(cancelled);
    expect(world.store.prepare('SELECT state FROM batch').pluck().get()).toBe('paused');
    await expect(undo(token)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await world.call('batch.resume', { id: batch });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 40 });
    expect(accounts(world)).toEqual([]);
  });

  it('the cancelling of jobs of every kind: each is as it was, and none is sent twice', async () => {
    world = await startWorld({ faults: [{ kind: 'cut-after-accept', endpoint: 'run', count: 2 }] });
    const batch = await enqueue(world, 30);
    await world.clock.advance(30_000);
    await world.call('queue.pause', null);
    await world.finish([batch], 60_000).catch(() => {});
    const before = await counts(world, batch);
    expect(before).toMatchObject({ uncertain: 2 });
    const { undo: token } = await world.call('job.cancel', { ids: jobIds(world, batch) });
    expect(await counts(world, batch)).toEqual({ done: before['done'], cancelled: 30 - before['done']! });
    await undo(token);
    expect(await counts(world, batch)).toEqual(before);
    const uncertain = (await world.call('job.list', { states: ['uncertain'] })).jobs;
    expect(uncertain.every((job) => job.error !== null && job.finishedAt === null)).toBe(true);
    await world.call('queue.resume', null);
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 28, uncertain: 2 });
    expect(accounts(world)).toEqual([]);
  });

  it('leaves alone what has gone on since', async () => {
    world = await startWorld();
    await world.call('queue.pause', null);
    const batch = await enqueue(world, 3);
    const { undo: token } = await world.call('job.cancel', { ids: jobIds(world, batch) });
    await world.call('job.retry', { ids: jobIds(world, batch).slice(0, 1) });
    expect(await undo(token)).toEqual({ undone: 2, left: 1 });
    expect(await counts(world, batch)).toEqual({ queued: 3 });
  });

  it('a wish to give a film up while it is being sent: it is not told to the API; once it was, it stays', async () => {
    world = await startWorld({}, { latency: () => 2_000 });
    const batch = await enqueue(world, 2, { model: VIDEO });
    await world.clock.runUntil(() => world.store.prepare(`SELECT COUNT(*) FROM job WHERE state = 'submitting'`).pluck().get() === 2);
    const [first, second] = jobIds(world, batch) as [number, number];
    const { undo: token } = await world.call('job.cancel', { ids: [first] });
    expect((await world.call('job.get', { id: first })).cancelling).toBe(true);
    expect(await undo(token)).toEqual({ undone: 1, left: 0 });
    const late = await world.call('job.cancel', { ids: [second] });
    await world.clock.advance(9_000);
    expect(await undo(late.undo)).toEqual({ undone: 0, left: 1 });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 1, cancelled: 1 });
    expect(accounts(world)).toEqual([]);
  });

  it('lists what can be taken back, newest first, over a restart, and no more than 200', async () => {
    world = await startWorld();
    await world.call('queue.pause', null);
    const batch = await enqueue(world, 210);
    for (const id of jobIds(world, batch)) await world.call('job.cancel', { ids: [id] });
    world.kill();
    await world.reopen();
    const list = await world.call('undo.list', null);
    expect(list).toHaveLength(200);
    expect(list[0]).toMatchObject({ command: 'job.cancel', things: 1 });
    expect(await undo(list[0]!.id)).toEqual({ undone: 1, left: 0 });
    expect(await counts(world, batch)).toEqual({ cancelled: 209, queued: 1 });
  });
});

describe('clearing', () => {
  it('takes batches that are over from the list, keeps their assets, and can be taken back', async () => {
    world = await startWorld();
    const over = await enqueue(world, 3, { name: 'over' });
    await world.finish([over], HOUR);
    await world.call('queue.pause', null);
    const waiting = await enqueue(world, 2, { name: 'waiting' });
    const [removed, changed] = [told('batch.removed'), told('batch.changed')];
    const { cleared, undo: token } = await world.call('batch.clear', { ids: [over, waiting] });
    await world.clock.advance(100);
    expect(cleared).toBe(1);
    expect(removed).toEqual([over]);
    expect((await world.call('app.snapshot', null)).batches.map((batch) => batch.id)).toEqual([waiting]);
    expect((await world.call('asset.list', { batchId: over })).total).toBe(3);
    await undo(token);
    await world.clock.advance(100);
    expect(changed).toContain(over);
    expect((await world.call('app.snapshot', null)).batches.map((batch) => batch.id)).toEqual([waiting, over]);
  });

  it('a batch with failed jobs: sending them again brings it back', async () => {
    world = await startWorld({ faults: [{ kind: 'content-filter', count: 1 }] });
    const batch = await enqueue(world, 2);
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 1, failed: 1 });
    await world.call('batch.clear', { ids: [batch] });
    expect(await world.call('job.retry', { ids: jobIds(world, batch) })).toEqual({ queued: 1 });
    expect((await world.call('app.snapshot', null)).batches.map(({ id }) => id)).toEqual([batch]);
  });
});

describe('the trash', () => {
  it('hides assets from lists, figures, jobs and covers, keeps every file, and gives them back', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 5);
    await world.finish([batch], HOUR);
    const all = await hashes();
    const [gone, also] = all as [string, string];
    const { trashed, undo: token } = await world.call('asset.trash', { sha256s: [gone, also, gone] });
    expect(trashed).toBe(2);
    expect(await hashes()).toEqual(all.slice(2));
    expect(await hashes(true)).toEqual([gone, also]);
    expect((await world.call('app.snapshot', null)).totals.assets).toBe(3);
    expect((await world.call('job.list', { batchId: batch })).jobs.flatMap((job) => job.assets).toSorted()).toEqual(all.slice(2));
    expect((await world.call('asset.get', { sha256: gone })).trashedAt).toBe(world.clock.now());
    await world.clock.advance(100);
    expect(JSON.parse(world.files.sidecars.get(gone)!)).toMatchObject({ trashedAt: expect.any(Number) as number });

    const { restored, undo: back } = await world.call('asset.restore', { sha256s: [gone] });
    expect(restored).toBe(1);
    expect(await undo(back)).toEqual({ undone: 1, left: 0 });
    expect(await hashes(true)).toEqual([gone, also]);
    await world.call('asset.restore', { sha256s: [gone] });
    expect(await undo(token)).toEqual({ undone: 1, left: 1 });
    expect(await hashes()).toEqual(all);
    await world.clock.advance(100);
    expect(JSON.parse(world.files.sidecars.get(gone)!)).toMatchObject({ trashedAt: null });
    expect(accounts(world)).toEqual([]);
  });

  it('emptied: files and rows are gone, and only those', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 4);
    await world.finish([batch], HOUR);
    const all = await hashes();
    const removed = told('asset.removed');
    const { id } = await world.call('collection.create', { name: 'May' });
    await world.call('collection.add', { id, sha256s: all });
    const held = () => world.call('collection.list', null).then(([may]) => may!.assets);
    await world.clock.advance(100);
    const collections = told('collection.changed');
    const { undo: token } = await world.call('asset.trash', { sha256s: all.slice(0, 3) });
    const some = await world.call('trash.empty', { sha256s: [all[0]!, all[3]!] });
    expect(some).toEqual({ removed: 1, bytes: expect.any(Number) as number });
    expect(await world.call('trash.empty', {})).toMatchObject({ removed: 2 });
    await world.clock.advance(100);
    expect(removed).toHaveLength(3);
    expect([await held(), collections]).toEqual([all.length - 3, [id]]);
    expect(await hashes()).toEqual(all.slice(3));
    expect([...world.files.assets.keys()]).toEqual(all.slice(3));
    expect((await world.call('app.snapshot', null)).totals.assets).toBe(1);
    expect(await undo(token)).toEqual({ undone: 0, left: 3 });
    expect(await world.call('asset.list', { text: 'fox' })).toMatchObject({ total: 1 });
  });
});
