import { isDeepStrictEqual } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { CALLS, type CallInput, type CallName, type EngineEvent, EVENTS, type Snapshot } from '../../../shared/contract.ts';
import { JOB_STATES } from '../../../shared/job-state.ts';
import type { EngineWorld } from '../../support/engine-world.ts';
import { enqueue, jobIds, startWorld, VIDEO } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

/** Asks, and holds the answer against the contract: every field it names, and no other. */
async function ask<N extends CallName>(name: N, input: CallInput<N>) {
  const value = await world.call(name, input);
  expect(CALLS[name].output.parse(value), name).toEqual(value);
  return value;
}

/** Collects what is told, and holds it against the contract. */
function listen(): { events: EngineEvent[]; wrong: string[] } {
  const heard: { events: EngineEvent[]; wrong: string[] } = { events: [], wrong: [] };
  world.engine.subscribe((event) => {
    heard.events.push(structuredClone(event));
    const parsed = EVENTS[event.name].safeParse(event.payload);
    if (!parsed.success) heard.wrong.push(`${event.name}: ${parsed.error.message}`);
    else if (!isDeepStrictEqual(parsed.data, event.payload)) heard.wrong.push(`${event.name} has fields the contract does not name`);
  });
  return heard;
}

/** What a renderer knows that started from a snapshot and followed the events. */
function followed(start: Snapshot, events: readonly EngineEvent[]) {
  const rows = { batches: new Map(start.batches.map((row) => [row.id, row])), keys: new Map(start.keys.map((row) => [row.id, row])) };
  let { status, totals } = start;
  for (const event of events) {
    if (event.sequence <= start.sequence) continue;
    if (event.name === 'batch.changed') for (const row of event.payload) rows.batches.set(row.id, row);
    if (event.name === 'key.changed') for (const row of event.payload) rows.keys.set(row.id, row);
    if (event.name === 'status.changed') status = event.payload;
    if (event.name === 'totals.changed') totals = event.payload;
  }
  return { ...rows, status, totals };
}

async function busyWorld(): Promise<number[]> {
  world = await startWorld({
    keys: [
      { label: 'pro', plan: 'pro' },
      { label: 'enterprise', plan: 'enterprise' },
    ],
    faults: [
      { kind: 'content-filter', rate: 0.1 },
      { kind: 'cut-after-accept', endpoint: 'run', rate: 0.1 },
      { kind: 'error-503-before-accept', endpoint: 'run', rate: 0.1 },
      { kind: 'cut-download', rate: 0.1 },
      { kind: 'no-rate-headers', rate: 0.2 },
      { kind: 'wrong-rate-headers', rate: 0.1 },
    ],
  });
  return [
    await enqueue(world, 60),
    await enqueue(world, 8, { model: VIDEO, name: 'films' }),
    await enqueue(world, 3, { name: 'nowhere', labels: ['no such key'] }),
  ];
}

describe('what crosses the boundary', () => {
  it('is what the contract says, at every moment of a batch in trouble', async () => {
    const [images, films, nowhere] = (await busyWorld()) as [number, number, number];
    const heard = listen();
    for (let look = 0; look < 25; look++) {
      await ask('app.snapshot', null);
      await ask('batch.summary', { ids: [images, films, nowhere] });
      for (const states of JOB_STATES) await ask('job.list', { states: [states], limit: 5 });
      for (const id of jobIds(world, images).slice(look, look + 3)) await ask('job.get', { id });
      await ask('request.list', { limit: 20 });
      const { assets } = await ask('asset.list', { limit: 5 });
      await ask('asset.pictures', { of: 'tile', ids: assets.map(({ id }) => id) });
      await ask('asset.newestPictures', { of: 'tile', limit: 60 });
      await world.clock.advance(look < 10 ? 700 : 15_000);
    }
    expect(heard.wrong).toEqual([]);
    expect(new Set(heard.events.map((event) => event.name)).size).toBeGreaterThanOrEqual(6);
  });

  it('events are numbered without a gap, and who follows them knows what a fresh snapshot tells', async () => {
    const [images, films] = (await busyWorld()) as [number, number, number];
    const heard = listen();
    const start = await world.call('app.snapshot', null);
    await world.clock.advance(2_000);
    await world.call('batch.pause', { id: films });
    await world.clock.advance(20_000);
    await world.call('batch.resume', { id: films });
    await world.finish([images, films], HOUR);
    await world.clock.advance(5_000);
    const end = await world.call('app.snapshot', null);
    const known = followed(start, heard.events);
    expect(heard.events.map((event) => event.sequence)).toEqual(heard.events.map((_, index) => (heard.events[0]?.sequence ?? 0) + index));
    expect(end.sequence).toBe(heard.events.at(-1)?.sequence);
    expect([...known.batches.values()].toSorted((a, b) => b.id - a.id)).toEqual(end.batches);
    expect(known.status).toEqual(end.status);
    expect(known.totals).toEqual(end.totals);
    // What a key may do changes as time goes by, and is told when it is used.
    const fixed = ({ allowance: _, ...row }: Snapshot['keys'][number]) => row;
    expect([...known.keys.values()].map(fixed)).toEqual(end.keys.map(fixed));
  });

  it('a job that waits says for what: never nothing', async () => {
    await busyWorld();
    const silent: unknown[] = [];
    for (let look = 0; look < 30; look++) {
      await world.clock.advance(1_000);
      const { jobs } = await world.call('job.list', { states: ['queued'], limit: 100 });
      silent.push(...jobs.filter((job) => job.waiting === null).map((job) => ({ look, id: job.id })));
    }
    expect(silent).toEqual([]);
  });

  it('a job that waits while the disk is full says so', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 40);
    world.files.full = true;
    await world.clock.advance(30_000);
    const { jobs } = await world.call('job.list', { batchId: batch, states: ['queued'], limit: 1 });
    expect(jobs[0]?.waiting).toEqual({ kind: 'disk', until: null, keyLabel: null });
  });
});

describe('what is asked wrongly', () => {
  it('is refused with words, and changes nothing', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 2);
    await world.finish([batch], HOUR);
    const before = world.store.prepare('SELECT * FROM job').all();
    const wrong: [string, unknown, string][] = [
      ['no.such.call', null, 'BAD_INPUT'],
      ['toString', null, 'BAD_INPUT'],
      ['job.get', { id: 99 }, 'NOT_FOUND'],
      ['job.get', { id: 'one' }, 'BAD_INPUT'],
      ['batch.pause', { id: 99 }, 'NOT_FOUND'],
      ['batch.cancel', { id: 99 }, 'NOT_FOUND'],
      ['batch.setPriority', { id: batch, priority: 1_000 }, 'BAD_INPUT'],
      ['batch.create', { name: 'empty', jobs: [] }, 'BAD_INPUT'],
      ['job.cancel', { ids: [] }, 'BAD_INPUT'],
      ['batch.update', { id: 99, name: 'x' }, 'NOT_FOUND'],
      ['undo.apply', { undo: 99 }, 'NOT_FOUND'],
      ['sandbox.start', null, 'CONFLICT'],
    ];
    for (const [name, input, code] of wrong) expect(await world.engine.call(name, input), name).toMatchObject({ ok: false, error: { code } });
    expect(await world.call('job.cancel', { ids: [98, 99] })).toEqual({ cancelled: 0, undo: null });
    expect(await world.call('batch.clear', { ids: [99] })).toEqual({ cleared: 0, undo: null });
    expect(await world.call('job.release', { ids: [1, 99] })).toEqual({ released: 0 });
    expect(await world.call('asset.trash', { sha256s: ['f'.repeat(64), '../x'] })).toEqual({ trashed: 0, undo: null });
    expect(await world.call('trash.empty', {})).toEqual({ removed: 0, bytes: 0 });
    expect(await world.call('job.retry', { ids: [1, 99] })).toEqual({ queued: 0 });
    expect(await world.call('job.resolve', { ids: [1, 99], decision: 'resubmit' })).toEqual({ resolved: 0 });
    expect(world.store.prepare('SELECT * FROM job').all()).toEqual(before);
  });

  it('a batch with one bad job is refused whole, and the job is named', async () => {
    world = await startWorld();
    const jobs = [{ prompt: 'a fox' }, {}, { prompt: 7 }].map((input) => ({ model: 'fal-ai/flux/schnell', input }));
    const result = await world.engine.call('batch.create', { name: 'bad', jobs });
    expect(result).toMatchObject({
      ok: false,
      error: {
        code: 'BAD_INPUT',
        details: { jobs: expect.arrayContaining([expect.objectContaining({ index: 1 }), expect.objectContaining({ index: 2 })]) as unknown },
      },
    });
    expect(world.store.prepare('SELECT COUNT(*) FROM job').pluck().get()).toBe(0);
  });
});
