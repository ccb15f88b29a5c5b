import { afterEach, describe, expect, it } from 'vitest';
import type { CallInput } from '../../../shared/contract.ts';
import type { EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, startWorld } from './support.ts';

const HOUR = 3_600_000;

let world: EngineWorld;

afterEach(() => world.stop());

const batchView = async (id: number) => (await world.call('app.snapshot', null)).batches.find((batch) => batch.id === id)!;
const firstJob = async (batchId: number) => (await world.call('job.list', { batchId, states: ['queued'] })).jobs[0];

describe('a batch with a time to start', () => {
  it('sends nothing before, says until when it waits, and is forecast accordingly', async () => {
    world = await startWorld({}, { startMs: Date.UTC(2026, 0, 5, 12) });
    world.engine.subscribe(() => {});
    const at = world.clock.now() + 3 * HOUR;
    const id = await enqueue(world, 4, { start: { kind: 'at', at } });
    const other = await enqueue(world, 2, { name: 'hares' });
    await world.clock.advance(HOUR);
    expect(await counts(world, id)).toEqual({ queued: 4 });
    expect(await counts(world, other)).toEqual({ done: 2 });
    expect((await batchView(id)).waiting).toEqual({ kind: 'start', until: at, keyLabel: null });
    expect((await firstJob(id))?.waiting).toEqual({ kind: 'start', until: at, keyLabel: null });
    const { forecast } = await batchView(id);
    expect([forecast!.at >= at, forecast!.at < at + 60_000]).toEqual([true, true]);
    await world.clock.advance(2 * HOUR - 1_000);
    expect(world.sandbox.accepted()).toHaveLength(2);
    await world.finish([id]);
    expect(world.clock.now()).toBeGreaterThanOrEqual(at);
  });

  it('keeps it over a restart, and starts at once when told to', async () => {
    world = await startWorld();
    const id = await enqueue(world, 2, { start: { kind: 'at', at: world.clock.now() + 60 * 24 * HOUR } });
    await world.clock.advance(1_000);
    world.kill();
    await world.reopen();
    await world.clock.advance(HOUR);
    expect(await counts(world, id)).toEqual({ queued: 2 });
    await world.call('batch.update', { id, start: { kind: 'now' } });
    await world.finish([id]);
    expect((await batchView(id)).start).toEqual({ kind: 'now' });
  });

  it('sends within its hours of the day only', async () => {
    const noon = Date.UTC(2026, 0, 5, 12);
    world = await startWorld({ keys: [{ label: 'free', plan: 'free' }], durations: { 'flux-schnell': 50_000 } }, { startMs: noon });
    // A Free key holds two places: 80 jobs of 50 s are more than half an hour has room for.
    const id = await enqueue(world, 80, { start: { kind: 'hours', from: 22 * 60, to: 22 * 60 + 30, zone: 'UTC' } });
    await world.clock.advance(9.9 * HOUR);
    expect(await counts(world, id)).toEqual({ queued: 80 });
    await world.clock.advance(HOUR);
    const { done, queued } = await counts(world, id);
    expect([done! > 20, queued! > 20]).toEqual([true, true]);
    const sent = world.store.prepare<[], number>(`SELECT sent_at FROM request WHERE kind = 'run'`).pluck().all();
    const runs = sent.map((at) => new Date(at).getUTCHours() * 60 + new Date(at).getUTCMinutes());
    expect(runs.every((minute) => minute >= 22 * 60 && minute < 22 * 60 + 30)).toBe(true);
    await world.finish([id]);
    expect(world.clock.now()).toBeGreaterThan(noon + 24 * HOUR);
  });

  it('starts when the day of its keys begins anew', async () => {
    world = await startWorld({}, { startMs: Date.UTC(2026, 0, 5, 20) });
    const id = await enqueue(world, 1, { start: { kind: 'new-day' } });
    const { start } = await batchView(id);
    expect(start).toEqual({ kind: 'at', at: expect.closeTo(Date.UTC(2026, 0, 6), -4) as number });
    await world.clock.advance(3.9 * HOUR);
    expect(await counts(world, id)).toEqual({ queued: 1 });
    await world.finish([id]);
  });
});

describe('a batch that tries its first jobs', () => {
  it('sends those alone, also over a restart, and the others when it is released', async () => {
    world = await startWorld();
    const id = await enqueue(world, 20, { tryFirst: 3 });
    await world.clock.advance(10 * 60_000);
    expect(await counts(world, id)).toEqual({ done: 3, queued: 17 });
    expect((await world.call('job.list', { batchId: id, states: ['done'] })).jobs.map((job) => job.number).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
    expect(await batchView(id)).toMatchObject({ trial: { jobs: 3, open: 0 }, waiting: { kind: 'trial', until: null }, forecast: null });
    world.kill();
    await world.reopen();
    await world.clock.advance(10 * 60_000);
    expect(await counts(world, id)).toEqual({ done: 3, queued: 17 });
    expect(await world.call('batch.release', { id })).toEqual({ released: 17 });
    await world.finish([id]);
    expect(await counts(world, id)).toEqual({ done: 20 });
    expect((await batchView(id)).trial).toBeNull();
  });

  it('takes its first ones by number, whatever their priority, and a failed one that goes again among them', async () => {
    world = await startWorld();
    const model = 'fal-ai/flux/schnell';
    const { batchId } = await world.call('batch.create', {
      name: 'foxes',
      tryFirst: 2,
      jobs: [0, 0, 50, 50].map((priority, at) => ({ model, priority, input: { prompt: `fox ${at}` } })),
    });
    await world.clock.advance(5 * 60_000);
    const { jobs } = await world.call('job.list', { batchId, states: ['done'] });
    expect(jobs.map((job) => job.number).toSorted((a, b) => a - b)).toEqual([1, 2]);
    await world.call('batch.release', { id: batchId });
    await world.finish([batchId]);
  });

  it('is all of it where it has no more', async () => {
    world = await startWorld();
    const id = await enqueue(world, 2, { tryFirst: 2 });
    expect((await batchView(id)).trial).toBeNull();
    await world.finish([id]);
  });

  it('is forecast to end where it waits for a look', async () => {
    world = await startWorld();
    const jobs = [{ model: 'fal-ai/flux/schnell', count: 10 }];
    const ask = async (more: Partial<CallInput<'forecast.ask'>>) => {
      const answer = world.call('forecast.ask', { jobs, ...more });
      await world.clock.advance(1_000);
      return answer;
    };
    const answer = await ask({ tryFirst: 2 });
    expect(answer).toMatchObject({ at: null, waits: { kind: 'trial' }, trialAt: expect.any(Number) as number });
    const later = await ask({ start: { kind: 'at', at: world.clock.now() + HOUR } });
    expect(later.at).toBeGreaterThan(world.clock.now() + HOUR);
    expect(later.trialAt).toBeNull();
  });
});

describe('a batch with a stop rule', () => {
  it('pauses itself after so many failures of one kind in a row, and counts anew when it is resumed', async () => {
    world = await startWorld({ keys: [{ label: 'free', plan: 'free' }] });
    world.sandbox.configureFaults([{ kind: 'content-filter', rate: 1 }]);
    const id = await enqueue(world, 30, { stopAfter: 3 });
    await world.clock.advance(10 * 60_000);
    const { failed, queued } = await counts(world, id);
    // Those that were out when the third failed end too.
    expect([failed! >= 3, failed! <= 5, queued! > 20]).toEqual([true, true, true]);
    expect(await batchView(id)).toMatchObject({ state: 'paused', held: { kind: 'streak', failed: 3, code: expect.any(String) as string } });
    world.sandbox.configureFaults([]);
    await world.call('batch.resume', { id });
    await world.finish([id]);
    expect((await batchView(id)).held).toBeNull();
  });
});
