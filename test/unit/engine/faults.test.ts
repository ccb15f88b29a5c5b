import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../electron/sandbox/sandbox.ts';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, IMAGE, jobIds, startWorld, VIDEO } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

describe('faults of the API', () => {
  const cases: { name: string; faults: Fault[]; ends: (jobs: Record<string, number>) => void }[] = [
    { name: 'refused connections', faults: [{ kind: 'refuse', endpoint: 'run', rate: 0.3 }], ends: (jobs) => expect(jobs).toEqual({ done: 40 }) },
    {
      name: 'cut before accepting',
      faults: [{ kind: 'cut-before-accept', endpoint: 'run', rate: 0.2 }],
      ends: (jobs) => expect(jobs.uncertain).toBeGreaterThan(0),
    },
    {
      name: 'cut after accepting',
      faults: [{ kind: 'cut-after-accept', endpoint: 'run', rate: 0.2 }],
      ends: (jobs) => expect(jobs.uncertain).toBeGreaterThan(0),
    },
    { name: 'hanging runs', faults: [{ kind: 'hang', endpoint: 'run', rate: 0.1 }], ends: (jobs) => expect(jobs.uncertain).toBeGreaterThan(0) },
    { name: '500s', faults: [{ kind: 'error-500', endpoint: 'run', rate: 0.2 }], ends: (jobs) => expect(jobs.uncertain).toBeGreaterThan(0) },
    { name: '503s', faults: [{ kind: 'error-503-before-accept', endpoint: 'run', rate: 0.3 }], ends: (jobs) => expect(jobs).toEqual({ done: 40 }) },
    {
      name: '503s after accepting',
      faults: [{ kind: 'error-503-after-accept', endpoint: 'run', rate: 0.2 }],
      ends: (jobs) => expect(jobs.uncertain).toBeGreaterThan(0),
    },
    { name: 'malformed JSON', faults: [{ kind: 'malformed-json', endpoint: 'run', rate: 0.2 }], ends: (jobs) => expect(jobs.uncertain).toBeGreaterThan(0) },
    { name: 'truncated JSON', faults: [{ kind: 'truncated-json', endpoint: 'run', rate: 0.2 }], ends: (jobs) => expect(jobs.uncertain).toBeGreaterThan(0) },
    {
      name: 'wrong types',
      faults: [{ kind: 'wrong-types', endpoint: 'run', rate: 0.2 }],
      ends: (jobs) => expect([jobs.failed, (jobs.uncertain ?? 0) > 0]).toEqual([undefined, true]),
    },
    { name: 'no limit headers', faults: [{ kind: 'no-rate-headers', rate: 0.5 }], ends: (jobs) => expect(jobs).toEqual({ done: 40 }) },
    { name: 'nonsensical limit headers', faults: [{ kind: 'wrong-rate-headers', rate: 0.5 }], ends: (jobs) => expect(jobs).toEqual({ done: 40 }) },
    { name: 'slow downloads', faults: [{ kind: 'slow-download', rate: 0.5 }], ends: (jobs) => expect(jobs).toEqual({ done: 40 }) },
    { name: 'cut downloads', faults: [{ kind: 'cut-download', rate: 0.5 }], ends: (jobs) => expect(jobs).toEqual({ done: 40 }) },
    { name: 'downloads of a wrong length', faults: [{ kind: 'wrong-length', rate: 0.5 }], ends: (jobs) => expect(jobs).toEqual({ done: 40 }) },
    { name: 'hanging downloads', faults: [{ kind: 'hang', endpoint: 'output', rate: 0.3 }], ends: (jobs) => expect(jobs).toEqual({ done: 40 }) },
    { name: 'a content filter', faults: [{ kind: 'content-filter', rate: 0.3 }], ends: (jobs) => expect(jobs.failed).toBeGreaterThan(0) },
    { name: 'downloads sent to a private address', faults: [{ kind: 'redirect-private', rate: 0.3 }], ends: (jobs) => expect(jobs.failed).toBeGreaterThan(0) },
  ];
  it.each(cases)('$name: every job ends, none is paid twice unasked', async ({ faults, ends }) => {
    world = await startWorld({ faults });
    const batch = await enqueue(world, 40);
    await world.finish([batch], 6 * HOUR);
    expect(accounts(world)).toEqual([]);
    expect([...world.files.parts.keys()]).toEqual([]);
    ends(await counts(world, batch));
    expect(world.refusals()).toBe(0);
  });

  const pollFaults: Fault['kind'][] = ['refuse', 'hang', 'cut-before-accept', 'error-500', 'malformed-json', 'truncated-json', 'wrong-types'];
  it.each(pollFaults)('%s while a running job is asked for: it is asked again', async (kind) => {
    world = await startWorld({ faults: [{ kind, endpoint: 'poll', rate: 0.4 }] });
    const batch = await enqueue(world, 12, { model: VIDEO });
    await world.finish([batch], 6 * HOUR);
    expect(await counts(world, batch)).toEqual({ done: 12 });
    expect(accounts(world)).toEqual([]);
    expect(world.refusals()).toBe(0);
  });

  it('answers that are all lost for a while stop the sending, not the queue', async () => {
    world = await startWorld({ keys: [{ label: 'free', plan: 'free' }], faults: [{ kind: 'cut-before-accept', count: 12 }] });
    const batch = await enqueue(world, 20, { uncertainRule: 'resubmit' });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 20 });
  });

  it('429s that name no time do not go round in circles, and fail no job', async () => {
    // The server's day is far smaller than the plan's that the key is taken for.
    world = await startWorld({ keys: [{ label: 'odd', plan: 'pro', limits: { requestsPerDay: 30 } }] });
    const batch = await enqueue(world, 40);
    await world.finish([batch], 30 * HOUR);
    expect(await counts(world, batch)).toEqual({ done: 40 });
    // Those that were under way when the day was spent, and one or two that looked.
    expect(world.refusals()).toBeLessThan(15);
  });
});

describe('the way to the API', () => {
  it('offline and back: nothing is lost, nothing uncertain that never left', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 60);
    await world.clock.advance(3_000);
    world.online = false;
    await world.clock.advance(10 * 60_000);
    expect((await world.call('app.snapshot', null)).status.api.state).toBe('silent');
    world.online = true;
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 60 });
    expect(accounts(world)).toEqual([]);
    expect(world.refusals()).toBe(0);
  });

  it('an API that forgot its jobs: they fail and say so, and are not sent again', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 6, { model: VIDEO });
    await world.clock.advance(30_000);
    const before = world.sandbox.accepted().length;
    world.restartSandbox();
    await world.finish([batch], HOUR);
    expect(before).toBe(6);
    expect(await counts(world, batch)).toEqual({ failed: 6 });
    expect(world.sandbox.accepted()).toHaveLength(0);
    expect((await world.call('job.get', { id: jobIds(world, batch)[0]! })).error?.code).toBe('RESULT_EXPIRED');
  });

  it.each([-600, 600])('a server clock that is %i s off', async (clockOffsetS) => {
    world = await startWorld({ clockOffsetS, window: 'fixed' });
    const batch = await enqueue(world, 120);
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 120 });
    expect(world.refusals()).toBe(0);
  });
});

describe('our clock', () => {
  it.each([-5, 1])('set by %i h in the middle: no refusal, and no hour is waited for', async (hours) => {
    world = await startWorld({ faults: [{ kind: 'error-503-before-accept', endpoint: 'run', rate: 0.1 }] });
    const batches = [await enqueue(world, 100), await enqueue(world, 8, { model: VIDEO, name: 'films' })];
    await world.clock.advance(20_000);
    world.clock.jump(hours * HOUR);
    await world.finish(batches, 20 * 60_000);
    expect(await counts(world, batches[0]!)).toEqual({ done: 100 });
    expect(await counts(world, batches[1]!)).toEqual({ done: 8 });
    expect(world.refusals()).toBe(0);
  });

  it.each([0.01, 8])('stands still for %d h while the machine sleeps: everything goes on, and nothing bursts', async (hours) => {
    world = await startWorld();
    const batches = [await enqueue(world, 100), await enqueue(world, 8, { model: VIDEO, name: 'films' })];
    await world.clock.advance(20_000);
    await world.nap(hours * HOUR);
    await world.finish(batches, 20 * 60_000);
    expect(await counts(world, batches[0]!)).toEqual({ done: 100 });
    expect(await counts(world, batches[1]!)).toEqual({ done: 8 });
    expect(world.refusals()).toBe(0);
  });

  it('set back while the API is silent: it is tried again at once', async () => {
    world = await startWorld();
    world.online = false;
    const batch = await enqueue(world, 5);
    await world.clock.advance(60_000);
    world.clock.jump(-5 * HOUR);
    world.online = true;
    await world.finish([batch], 10 * 60_000);
    expect(await counts(world, batch)).toEqual({ done: 5 });
  });
});

describe('a store that fails for a while', () => {
  it.each([
    ['images', IMAGE, 3_000],
    ['films', VIDEO, 60_000],
  ])('%s: no answer and no poll is lost', async (_, model, at) => {
    world = await startWorld();
    const batch = await enqueue(world, 12, { model });
    await world.clock.advance(at);
    world.transactionFault = () => 'fail';
    await world.clock.advance(60_000);
    world.transactionFault = () => 'none';
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 12 });
    expect(accounts(world)).toEqual([]);
    expect(world.refusals()).toBe(0);
  });

  it('from the first claim on: the key is not forgotten', async () => {
    world = await startWorld();
    world.transactionFault = (count) => (count < 6 ? 'none' : count < 12 ? 'fail' : 'none');
    const batch = await enqueue(world, 12);
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 12 });
  });
});
