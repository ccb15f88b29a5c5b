import { afterEach, describe, expect, it } from 'vitest';
import { spendRows } from '../../../electron/engine/board/spend.ts';
import type { EngineWorld } from '../../support/engine-world.ts';
import { enqueue, IMAGE, jobIds, startWorld } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld | null = null;

afterEach(async () => {
  await world?.stop();
  world = null;
});

describe('the queue at start-up', () => {
  for (const [startUp, paused] of [
    ['run', false],
    ['pause', true],
    ['as-it-was', true],
  ] as const)
    it(`${startUp}: after it was paused it is ${paused ? 'paused' : 'running'}`, async () => {
      const one = (world = await startWorld());
      await one.call('settings.update', { startUp });
      await one.call('queue.pause', null);
      one.kill();
      await one.reopen();
      expect((await one.call('app.snapshot', null)).status.paused).toBe(paused);
    });
});

describe('a change of queued jobs', () => {
  it('is taken back, but for jobs that have gone out since', async () => {
    const one = (world = await startWorld());
    await one.call('queue.pause', null);
    const batch = await enqueue(one, 3);
    const ids = jobIds(one, batch);
    const before = await Promise.all(ids.map(async (id) => (await one.call('job.get', { id })).input));
    const { undo } = await one.call('job.update', { ids, change: { set: { prompt: 'all the same' }, priority: 4 } });
    await one.call('job.cancel', { ids: ids.slice(0, 1) });
    expect(await one.call('undo.apply', { undo: undo ?? 0 })).toEqual({ undone: 2, left: 1 });
    const after = await Promise.all(ids.map(async (id) => one.call('job.get', { id })));
    expect(after.slice(1).map((job) => job.input)).toEqual(before.slice(1));
    expect(after.map((job) => job.priority)).toEqual([4, 0, 0]);
  });
});

describe('spend', () => {
  it('is told by batch, model and key, with what nobody knows apart', async () => {
    const one = (world = await startWorld());
    await one.finish([await enqueue(one, 4, { name: 'foxes' })], HOUR);
    const rows = await one.call('spend.report', { since: 0 });
    expect(rows.map((row) => [row.by, row.name, row.jobs])).toEqual([
      ['batch', 'foxes', 4],
      ['model', IMAGE, 4],
      ['key', 'pro', 4],
    ]);
    const total = (await one.call('batch.summary', { ids: [1] })).creditsUsed;
    for (const row of rows) expect(row.reported + row.estimated).toBe(total);
    expect(await one.call('spend.report', { since: one.clock.now() + HOUR })).toEqual([]);
  });

  it('adds up and puts the dearest first', () => {
    const sum = { batch: 'b', key: 'k', key_id: 1, jobs: 1, reported: 0, estimated: 0, unknown: 0 };
    const rows = spendRows([
      { ...sum, batch_id: 1, model: 'cheap', reported: 1 },
      { ...sum, batch_id: 2, model: 'dear', estimated: 9 },
      { ...sum, batch_id: 2, model: 'dear', unknown: 1, key_id: 2 },
    ]);
    expect(rows.filter((row) => row.by === 'model')).toEqual([
      { by: 'model', id: 'dear', name: 'dear', jobs: 2, reported: 0, estimated: 9, unknownJobs: 1 },
      { by: 'model', id: 'cheap', name: 'cheap', jobs: 1, reported: 1, estimated: 0, unknownJobs: 0 },
    ]);
    expect(rows.filter((row) => row.by === 'key').map((row) => row.id)).toEqual(['1', '2']);
  });
});

describe('a key', () => {
  it('says how much of its minute is kept for work composed by hand', async () => {
    const one = (world = await startWorld());
    await one.finish([await enqueue(one, 2)], HOUR);
    const reserved = async () => (await one.call('app.snapshot', null)).keys[0]?.allowance.minute.reserved;
    expect(await reserved()).toBe(0);
    await one.finish([await enqueue(one, 1, { source: 'hand' })], HOUR);
    expect(await reserved()).toBe(6);
  });
});
