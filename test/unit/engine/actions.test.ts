import { afterEach, describe, expect, it } from 'vitest';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, jobIds, startWorld, VIDEO } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

/** Nothing wrong in the books, and no request was refused. */
function expectClean(): void {
  expect(accounts(world)).toEqual([]);
  expect(world.refusals()).toBe(0);
}

describe('pausing', () => {
  it('a batch: what is at the API comes home, nothing more goes out; resuming goes on', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 60);
    await world.clock.advance(2_000);
    await world.call('batch.pause', { id: batch });
    const sent = world.sandbox.accepted().length;
    await world.clock.advance(10 * 60_000);
    expect(world.sandbox.accepted()).toHaveLength(sent);
    expect(await counts(world, batch)).toEqual({ done: sent, queued: 60 - sent });
    await world.call('batch.resume', { id: batch });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 60 });
    expectClean();
  });

  it('the queue, over a restart: films at the API are still asked for', async () => {
    world = await startWorld();
    const films = await enqueue(world, 4, { model: VIDEO, name: 'films' });
    const images = await enqueue(world, 100);
    await world.clock.advance(2_000);
    await world.call('queue.pause', null);
    await world.clock.advance(10_000);
    world.kill();
    await world.reopen();
    expect((await world.call('app.snapshot', null)).status.paused).toBe(true);
    await world.clock.advance(5 * 60_000);
    expect(await counts(world, films)).toEqual({ done: 4 });
    const waiting = (await counts(world, images))['queued'];
    expect(waiting).toBeGreaterThan(80);
    await world.call('queue.resume', null);
    await world.finish([images], HOUR);
    expect(await counts(world, images)).toEqual({ done: 100 });
    expectClean();
  });
});

describe('cancelling', () => {
  it('many running films of a small key: the API is told as its allowance goes, and none is charged', async () => {
    world = await startWorld({
      keys: [
        { label: 'odd', plan: 'free', limits: { concurrentJobs: 2 } },
        { label: 'pro', plan: 'pro' },
      ],
    });
    const films = await enqueue(world, 12, { model: VIDEO, name: 'films' });
    await world.clock.advance(20_000);
    const { cancelled } = await world.call('job.cancel', { ids: jobIds(world, films) });
    expect(cancelled).toBe(12);
    await world.finish([films], HOUR);
    expect(await counts(world, films)).toEqual({ cancelled: 12 });
    expect(world.sandbox.accepted().map((run) => run.credits)).toEqual(Array.from({ length: 12 }, () => 0));
    expectClean();
  });

  it('a batch whose jobs are being refused: they do not come back to the queue', async () => {
    world = await startWorld({ faults: [{ kind: 'error-503-before-accept', rate: 1 }] }, { latency: () => 2_000 });
    const batch = await enqueue(world, 30);
    await world.clock.advance(5_000);
    expect((await counts(world, batch))['submitting']).toBeGreaterThan(0);
    await world.call('batch.cancel', { id: batch });
    world.sandbox.configureFaults([]);
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ cancelled: 30 });
    expect(world.sandbox.accepted()).toHaveLength(0);
  });

  it('a film that is done by then: its output comes home all the same', async () => {
    world = await startWorld({}, { latency: () => 20 });
    const films = await enqueue(world, 1, { model: VIDEO, name: 'films' });
    await world.clock.runUntil(() => world.sandbox.accepted()[0]?.status === 'completed', HOUR);
    await world.call('job.cancel', { ids: jobIds(world, films) });
    await world.finish([films], HOUR);
    expect(await counts(world, films)).toEqual({ done: 1 });
    expectClean();
  });
});

describe('deciding', () => {
  it('failed jobs are sent once more when asked', async () => {
    world = await startWorld({ faults: [{ kind: 'content-filter', count: 5 }] });
    const batch = await enqueue(world, 10);
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 5, failed: 5 });
    expect(await world.call('job.retry', { ids: jobIds(world, batch) })).toEqual({ queued: 5 });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 10 });
    expect(world.sandbox.accepted()).toHaveLength(15);
    expectClean();
  });

  it('uncertain jobs wait for a word, each for its own', async () => {
    world = await startWorld({ faults: [{ kind: 'cut-after-accept', endpoint: 'run', count: 4 }] });
    const batch = await enqueue(world, 10);
    await world.finish([batch], HOUR);
    await world.clock.advance(24 * HOUR);
    const { jobs } = await world.call('job.list', { states: ['uncertain'] });
    expect(jobs).toHaveLength(4);
    const [first, second, third] = jobs.map((job) => job.id);
    expect(await world.call('job.resolve', { ids: [first!, second!], decision: 'resubmit' })).toEqual({ resolved: 2 });
    expect(await world.call('job.resolve', { ids: [third!], decision: 'fail' })).toEqual({ resolved: 1 });
    expect(await world.call('job.resolve', { ids: [first!, third!], decision: 'resubmit' })).toEqual({ resolved: 0 });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 8, failed: 1, uncertain: 1 });
    expect(world.sandbox.accepted()).toHaveLength(12);
    expectClean();
  });

  it('a batch that says so sends uncertain jobs again by itself', async () => {
    world = await startWorld({ faults: [{ kind: 'cut-after-accept', endpoint: 'run', rate: 0.1 }] });
    const batch = await enqueue(world, 60, { uncertainRule: 'resubmit' });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 60 });
    expect(accounts(world)).toEqual([]);
  });
});

describe('a key', () => {
  it('that is switched off takes no new work, and its films still come home', async () => {
    world = await startWorld();
    const films = await enqueue(world, 14, { model: VIDEO, name: 'films' });
    await world.clock.advance(20_000);
    await world.call('key.update', { id: 1, enabled: false });
    await world.clock.advance(10 * 60_000);
    expect(await counts(world, films)).toEqual({ done: 10, queued: 4 });
    await world.call('key.update', { id: 1, enabled: true });
    await world.finish([films], HOUR);
    expect(await counts(world, films)).toEqual({ done: 14 });
    expectClean();
  });

  it('without a permission leaves the work to one that has it', async () => {
    world = await startWorld({
      keys: [
        { label: 'reader', plan: 'business', permissions: ['models:read', 'jobs:read'] },
        { label: 'pro', plan: 'pro' },
      ],
    });
    const batch = await enqueue(world, 40);
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 40 });
    expect(new Set(world.sandbox.accepted().map((run) => run.key))).toEqual(new Set(['pro']));
    expectClean();
  });

  it('whose credits are used up leaves the rest to another', async () => {
    world = await startWorld({
      keys: [
        { label: 'poor', plan: 'pro', credits: 7 },
        { label: 'rich', plan: 'pro' },
      ],
    });
    const batch = await enqueue(world, 60);
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 60 });
    expectClean();
  });

  it('kept for a label takes only what is meant for it', async () => {
    world = await startWorld({
      keys: [
        { label: 'studio', plan: 'pro' },
        { label: 'home', plan: 'pro' },
      ],
    });
    const batch = await enqueue(world, 40, { labels: ['studio'] });
    await world.finish([batch], HOUR);
    expect(new Set(world.sandbox.accepted().map((run) => run.key))).toEqual(new Set(['studio']));
    expectClean();
  });
});

describe('work composed by hand', () => {
  it('overtakes a backlog, and small batches go on after it', async () => {
    world = await startWorld();
    const backlog = await enqueue(world, 400);
    await world.clock.advance(3 * 60_000 + 30_000);
    const hand = await enqueue(world, 1, { name: 'by hand', source: 'hand' });
    const asked = world.clock.monotonic();
    await world.finish([hand], HOUR);
    // The key's window may be spent when it is asked; after that the reserve is there for it.
    expect(world.clock.monotonic() - asked).toBeLessThan(65_000);
    const waits: number[] = [];
    for (let i = 0; i < 5; i++) {
      await world.clock.advance(7_000);
      const one = await enqueue(world, 1, { name: `by hand ${i}`, source: 'hand' });
      const from = world.clock.monotonic();
      await world.finish([one], HOUR);
      waits.push(world.clock.monotonic() - from);
    }
    expect(Math.max(...waits)).toBeLessThan(15_000);
    await world.finish([backlog], HOUR);
    expectClean();
  });

  it('holds no small batch up after a restart', async () => {
    world = await startWorld({ keys: [{ label: 'free', plan: 'free' }] });
    const hand = await enqueue(world, 1, { name: 'by hand', source: 'hand' });
    const batch = await enqueue(world, 1);
    await world.finish([hand, batch], 30_000);
    expect(await counts(world, batch)).toEqual({ done: 1 });
  });
});

describe.each(['A', 'B', 'T'] as const)('revision %s', (revision) => {
  it('images in one request each, films in a run and about one poll', async () => {
    world = await startWorld({
      revision,
      keys: [
        { label: 'pro', plan: 'pro' },
        { label: 'free', plan: 'free' },
      ],
    });
    const images = await enqueue(world, 60);
    await world.finish([images], HOUR);
    expect(await counts(world, images)).toEqual({ done: 60 });
    expect((await world.call('batch.summary', { ids: [images] })).requests).toMatchObject({ run: 60, poll: 0 });
    const teach = await enqueue(world, 6, { model: VIDEO, name: 'first films' });
    await world.finish([teach], HOUR);
    const films = await enqueue(world, 40, { model: VIDEO, name: 'films' });
    await world.finish([films], 3 * HOUR);
    expect(await counts(world, films)).toEqual({ done: 40 });
    const { requests } = await world.call('batch.summary', { ids: [films] });
    expect(requests.run).toBe(40);
    // A tells the status at one address and the outputs at another, which is the one that is asked once it was found.
    expect(requests.poll / 40).toBeLessThanOrEqual(1.1);
    expect(requests.other).toBe(0);
    expectClean();
  });

  it('films whose durations spread', async () => {
    world = await startWorld({ revision, durations: { [VIDEO]: { medianMs: 90_000, spread: 0.25 } } });
    const teach = await enqueue(world, 30, { model: VIDEO, name: 'first films' });
    await world.finish([teach], 3 * HOUR);
    const films = await enqueue(world, 60, { model: VIDEO, name: 'films' });
    await world.finish([films], 3 * HOUR);
    expect(await counts(world, films)).toEqual({ done: 60 });
    const { requests } = await world.call('batch.summary', { ids: [films] });
    expect((requests.run + requests.poll) / 60).toBeLessThanOrEqual(2.3);
    expectClean();
  });
});
