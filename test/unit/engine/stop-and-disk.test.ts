import { afterEach, describe, expect, it } from 'vitest';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, startWorld } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

/** Stops the engine and lets it end; how long that took, in ms. */
async function stop(): Promise<number> {
  const before = world.clock.monotonic();
  let stopped = false;
  void world.engine.stop().then(() => (stopped = true));
  await world.clock.runUntil(() => stopped, HOUR);
  return world.clock.monotonic() - before;
}

describe('a stop', () => {
  it('of an engine with nothing to do is at once, and leaves no timer', async () => {
    world = await startWorld();
    expect(await stop()).toBeLessThan(100);
    expect(world.clock.pending).toBe(0);
  });

  it('waits for answers that are out, takes nothing new, and calls are refused', async () => {
    world = await startWorld();
    await enqueue(world, 30);
    await world.clock.advance(500);
    const out = world.sandbox.accepted().length;
    const stopping = stop();
    expect(await world.engine.call('app.snapshot', null)).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    await stopping;
    expect(world.sandbox.accepted().length).toBe(out);
    expect(world.clock.pending).toBe(0);
    expect(world.store.open).toBe(false);
  });

  it('does not wait for ever: what hangs is let go, and is uncertain on the next start', async () => {
    world = await startWorld({ faults: [{ kind: 'hang', endpoint: 'run', rate: 1 }] });
    await enqueue(world, 3);
    await world.clock.advance(500);
    expect(await stop()).toBeLessThan(15_000);
    expect(world.store.open).toBe(false);
  });

  it('twice is one stop', async () => {
    world = await startWorld();
    const [a, b] = [world.engine.stop(), world.engine.stop()];
    expect(a).toBe(b);
    await stop();
  });
});

describe('a full disk', () => {
  it('pauses what costs, says so, and goes on by itself: no output is lost', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 60);
    await world.clock.advance(3_000);
    world.files.full = true;
    await world.clock.advance(20_000);
    const atApi = world.sandbox.accepted().length;
    expect((await world.call('app.snapshot', null)).status.disk).toBe('full');
    await world.clock.advance(10 * 60_000);
    expect(world.sandbox.accepted().length).toBe(atApi);
    expect((await counts(world, batch)).failed).toBeUndefined();
    world.files.full = false;
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 60 });
    expect((await world.call('app.snapshot', null)).status.disk).toBe('well');
    expect(world.files.parts.size).toBe(0);
    expect(accounts(world)).toEqual([]);
  });

  it('and a stop in the middle of it: the next start brings the rest home', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 20);
    await world.clock.advance(3_000);
    world.files.full = true;
    await world.clock.advance(30_000);
    world.kill();
    world.files.full = false;
    await world.reopen();
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 20 });
    expect(world.files.parts.size).toBe(0);
  });
});

describe('a disk that refuses', () => {
  const disk = async () => (await world.call('app.snapshot', null)).status.disk;

  it('every output: nothing new is sent, it says so, and goes on by itself', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 40);
    await world.clock.advance(3_000);
    world.files.refuses = true;
    await world.clock.advance(20_000);
    const atApi = world.sandbox.accepted().length;
    expect(await disk()).toBe('refused');
    await world.clock.advance(2 * 60_000);
    expect(world.sandbox.accepted().length).toBe(atApi);
    world.files.refuses = false;
    await world.finish([batch], HOUR);
    expect([await disk(), await counts(world, batch)]).toEqual(['well', { done: 40 }]);
    expect(accounts(world)).toEqual([]);
  });

  it('one file only: the others go on, and this one is tried again', async () => {
    world = await startWorld();
    world.files.refuses = { part: '3-0' };
    const batch = await enqueue(world, 20);
    await world.clock.runUntil(() => world.open([batch]) === 1, HOUR);
    expect([await disk(), await counts(world, batch)]).toEqual(['well', { done: 19, collecting: 1 }]);
    world.files.refuses = false;
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 20 });
  });

  it('rows, with nothing to collect: it says that the disk is full, sends nothing, and goes on when rows are taken again', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 10);
    world.transactionFault = () => 'disk-full';
    await world.clock.advance(20_000);
    expect([await disk(), world.sandbox.accepted()]).toEqual(['full', []]);
    world.transactionFault = () => 'none';
    await world.finish([batch], HOUR);
    expect([await disk(), await counts(world, batch)]).toEqual(['well', { done: 10 }]);
  });
});

describe('an answer that could not be stored at first', () => {
  it('teaches one duration, not one for each try', async () => {
    const runs = async (failing: boolean) => {
      world = await startWorld({ durations: { 'flux-schnell': { medianMs: 4_000, spread: 0.2 } } });
      const batch = await enqueue(world, 10);
      await world.clock.advance(1_000);
      let failures = 0;
      if (failing) world.transactionFault = (count) => (count % 2 === 0 && failures++ < 5 ? 'fail-late' : 'none');
      await world.finish([batch], HOUR);
      expect(await counts(world, batch)).toEqual({ done: 10 });
      expect(failures > 0).toBe(failing);
      const samples = world.store.prepare<[], string>('SELECT samples FROM model_duration').pluck().get() ?? '[]';
      return (JSON.parse(samples) as number[]).length;
    };
    expect(await runs(true)).toBe(10);
    await world.stop();
    expect(await runs(false)).toBe(10);
  });
});
