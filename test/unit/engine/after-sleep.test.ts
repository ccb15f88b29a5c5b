import { afterEach, describe, expect, it } from 'vitest';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, jobIds, startWorld, VIDEO } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

const inState = (state: string) => world.store.prepare<[string], number>('SELECT COUNT(*) FROM job WHERE state = ?').pluck().get(state) ?? 0;

/** Kinds of the requests that were sent since, in order; what asks for room is left out. */
const sentSince = (time: number) =>
  world.store.prepare<[number], string>(`SELECT kind FROM request WHERE sent_at >= ? AND kind IN ('run', 'poll', 'result') ORDER BY id`).pluck().all(time);

/** Two films run at the API with a small key, and many images wait behind them. */
async function filmsAndBacklog(): Promise<{ films: number; images: number }> {
  world = await startWorld({ keys: [{ label: 'free', plan: 'free' }] });
  const films = await enqueue(world, 2, { model: VIDEO, name: 'films' });
  await world.clock.runUntil(() => inState('running') === 2, HOUR);
  const images = await enqueue(world, 60);
  return { films, images };
}

describe.each(['asleep', 'ended'] as const)('after 23 hours %s, with films finished at the API and a backlog of images', (how) => {
  it('the films are asked for and fetched before anything new is sent: the API forgets them', async () => {
    const { films, images } = await filmsAndBacklog();
    if (how === 'asleep') {
      await world.nap(23 * HOUR);
      world.engine.wake();
    } else {
      world.kill();
      await world.clock.advance(23 * HOUR);
      await world.reopen();
    }
    const woke = world.clock.now();
    await world.finish([films], 10 * 60_000);
    expect(await counts(world, films)).toEqual({ done: 2 });
    const sent = sentSince(woke);
    expect(sent.slice(0, 2)).toEqual(['poll', 'poll']);
    await world.finish([images], 12 * HOUR);
    expect(await counts(world, images)).toEqual({ done: 60 });
    expect(accounts(world)).toEqual([]);
  });
});

describe('what a sleep teaches', () => {
  it('is no duration: images that were out while the machine slept an hour are sent and asked for as before', async () => {
    world = await startWorld({ keys: [{ label: 'pro', plan: 'pro' }], revision: 'A' });
    const batch = await enqueue(world, 30);
    await world.clock.runUntil(() => inState('submitting') + inState('running') >= 8, HOUR);
    await world.nap(HOUR);
    world.engine.wake();
    await world.finish([batch], 10 * 60_000);
    const samples = world.store.prepare<[], string>('SELECT samples FROM model_duration').pluck().all();
    expect(Math.max(...samples.flatMap((text) => JSON.parse(text) as number[]))).toBeLessThan(60_000);
    expect(accounts(world)).toEqual([]);
  });

  it('nor does a clock that is set back or on: nothing learned is longer than what was waited, or negative', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 40);
    for (const hours of [-5, 3, 26]) {
      await world.clock.advance(2_000);
      world.clock.jump(hours * HOUR);
    }
    await world.finish([batch], 2 * HOUR);
    const samples = world.store.prepare<[], string>('SELECT samples FROM model_duration').pluck().all();
    const all = samples.flatMap((text) => JSON.parse(text) as number[]);
    expect([Math.min(...all) > 0, Math.max(...all) < 60_000]).toEqual([true, true]);
  });
});

describe('a run that the API says took longer than any model does', () => {
  it('teaches nothing: its server was set or stood still, and the next are asked for as soon as ever', async () => {
    world = await startWorld({ durations: { 'flux-schnell': HOUR } });
    const batch = await enqueue(world, 1);
    await world.finish([batch], 2 * HOUR);
    expect(await counts(world, batch)).toEqual({ done: 1 });
    expect(world.store.prepare('SELECT samples FROM model_duration').all()).toEqual([]);
    expect(accounts(world)).toEqual([]);
  });
});

describe('a run that lost its claim', () => {
  it('can finish nothing: a download that goes on after its job was cancelled and sent again is not its output', async () => {
    world = await startWorld();
    await world.finish([await enqueue(world, 1, { name: 'first' })], HOUR);
    world.sandbox.configureFaults([{ kind: 'slow-download', count: 1 }]);
    const batch = await enqueue(world, 1);
    const [id] = jobIds(world, batch) as [number];
    await world.clock.runUntil(() => inState('collecting') === 1, HOUR);
    await world.clock.advance(50);
    await world.call('job.cancel', { ids: [id] });
    await world.call('job.retry', { ids: [id] });
    await world.finish([batch], HOUR);
    await world.clock.advance(HOUR);
    const outputs = world.store
      .prepare<[number], { number: number; state: string }>(
        'SELECT attempt.number, output.state FROM output JOIN attempt ON attempt.id = attempt_id WHERE job_id = ? ORDER BY attempt.number',
      )
      .all(id);
    expect(outputs).toEqual([
      { number: 1, state: 'wanted' },
      { number: 2, state: 'home' },
    ]);
    expect((await world.call('job.get', { id })).state).toBe('done');
    expect(world.sandbox.accepted()).toHaveLength(3);
    expect(world.files.parts.size).toBe(0);
    expect(accounts(world)).toEqual([]);
  });
});

describe('a stop', () => {
  it('in the middle of downloads that hang is bounded, and the next start brings them home', async () => {
    world = await startWorld();
    await world.finish([await enqueue(world, 1, { name: 'first' })], HOUR);
    world.sandbox.configureFaults([{ kind: 'hang', endpoint: 'output', rate: 1 }]);
    const batch = await enqueue(world, 3);
    await world.clock.runUntil(() => inState('collecting') === 3, HOUR);
    const before = world.clock.monotonic();
    let left: Buffer | null = null;
    const close = world.store.close.bind(world.store);
    world.store.close = () => {
      left = world.store.serialize();
      return close();
    };
    let stopped = false;
    void world.engine.stop().then(() => (stopped = true));
    await world.clock.runUntil(() => stopped, HOUR);
    expect(world.clock.monotonic() - before).toBeLessThan(15_000);
    world.sandbox.configureFaults([]);
    await world.reopen(left!);
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 3 });
    expect(accounts(world)).toEqual([]);
  });
});
