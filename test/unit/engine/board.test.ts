import { afterEach, describe, expect, it } from 'vitest';
import type { EngineWorld } from '../../support/engine-world.ts';
import { enqueue, startWorld, VIDEO } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

/** Every request of the log, counted anew, as `key.minutes` keeps them. */
function recounted(): unknown {
  return world.store
    .prepare(
      `SELECT sent_at - sent_at % 60000 AS at, SUM(kind = 'run') AS runs, SUM(kind = 'poll') AS polls, SUM(kind NOT IN ('run', 'poll')) AS others,
         SUM(status IS 429) AS refused, SUM(outcome = 'lost') AS lost FROM request GROUP BY key_id, at ORDER BY at`,
    )
    .all();
}

describe('minutes of keys', () => {
  it('are what the log says, with refusals, lost answers and requests that never left', async () => {
    world = await startWorld({
      faults: [
        { kind: 'cut-after-accept', endpoint: 'run', rate: 0.1 },
        { kind: 'error-503-before-accept', endpoint: 'run', rate: 0.1 },
      ],
    });
    const batch = await enqueue(world, 120);
    await world.clock.advance(20_000);
    world.online = false;
    await world.clock.advance(10_000);
    world.online = true;
    await world.finish([batch], HOUR);
    const minutes = await world.call('key.minutes', { keyId: 1, since: 0 });
    const traffic = minutes.filter((minute) => minute.runs + minute.polls + minute.others > 0);
    expect(traffic.map(({ at, runs, polls, others, refused, lost }) => ({ at, runs, polls, others, refused, lost }))).toEqual(recounted());
    expect(traffic.reduce((sum, minute) => sum + minute.lost, 0)).toBeGreaterThan(0);
    const { jobs } = await world.call('batch.summary', { ids: [batch] });
    expect(minutes.reduce((sum, minute) => sum + minute.done, 0)).toBe(jobs.done);
    expect(minutes.some((minute) => minute.limit === 60)).toBe(true);
  });

  it('of all keys are those of the endpoint in use', async () => {
    world = await startWorld();
    await world.finish([await enqueue(world, 3)], HOUR);
    const all = world.call('key.minutes', { since: 0 });
    await world.clock.advance(10);
    expect(await all).toEqual(await world.call('key.minutes', { keyId: 1, since: 0 }));
  });
});

describe('flights', () => {
  it('go from being sent to being home, and one that is out has no end', async () => {
    world = await startWorld();
    const images = await enqueue(world, 3);
    await world.finish([images], HOUR);
    await enqueue(world, 1, { model: VIDEO, name: 'film' });
    await world.clock.advance(5_000);
    const flights = await world.call('flight.list', { since: 0 });
    expect(flights.map((flight) => flight.state)).toEqual(['out', 'done', 'done', 'done']);
    expect(flights[0]?.endedAt).toBeNull();
    const { jobs } = await world.call('job.list', { batchId: images });
    for (const job of jobs) {
      expect(flights.find((flight) => flight.jobId === job.id)).toMatchObject({ startedAt: job.submittedAt, endedAt: job.finishedAt, keyId: 1 });
    }
  });

  it('are read in pages that leave none out', async () => {
    world = await startWorld();
    await world.finish([await enqueue(world, 25)], HOUR);
    const seen = new Set<number>();
    let before: number | undefined;
    for (let page = 0; page < 5; page++) {
      const rows = await world.call('flight.list', { since: 0, limit: 12, ...(before === undefined ? {} : { before }) });
      for (const row of rows) seen.add(row.jobId);
      before = rows.at(-1)?.startedAt;
    }
    expect(seen.size).toBe(25);
  });
});

describe('the plan', () => {
  it('tells where waiting jobs are expected, and a new one is announced', async () => {
    world = await startWorld();
    const told: number[] = [];
    world.engine.subscribe((event) => event.name === 'plan.changed' && told.push(event.payload.madeAt));
    const batch = await enqueue(world, 200);
    await world.clock.advance(6_000);
    const plan = await world.call('flight.plan', null);
    expect(told.length).toBeGreaterThan(0);
    expect(plan.flights.length).toBeGreaterThan(20);
    expect(plan.flights.every((flight) => flight.batchId === batch && flight.keyId === 1 && flight.from <= plan.until && flight.to >= plan.madeAt)).toBe(true);
    await world.call('queue.pause', null);
    await world.clock.advance(15_000);
    expect((await world.call('flight.plan', null)).flights).toEqual([]);
  });
});

describe('a request', () => {
  it('is shown as it was sent, and never with its secret', async () => {
    world = await startWorld();
    await world.finish([await enqueue(world, 1, { name: 'fox' })], HOUR);
    const [run] = await world.call('request.list', { kinds: ['run'] });
    const detail = await world.call('request.get', { id: run?.id ?? 0 });
    expect(detail).toMatchObject({
      method: 'POST',
      url: expect.stringMatching(/^http:.*\/v1\/models\/flux-schnell\/run$/) as string,
      body: { input: { prompt: expect.stringContaining('fox') as string } },
      answer: { status: 200, kept: { outputs: [{ url: expect.stringContaining('http') as string }] } },
    });
    const secret = world.sandbox.keys[0]?.secret ?? 'none';
    expect(JSON.stringify(detail)).not.toContain(secret);
    expect(detail.headers).toContainEqual(['Authorization', `Bearer ${secret.slice(0, 8)}…${secret.slice(-4)}`]);
  });

  it('is found in the log by kind, outcome and words, a page after the other', async () => {
    world = await startWorld({ faults: [{ kind: 'error-503-before-accept', endpoint: 'run', rate: 0.3 }] });
    await world.finish([await enqueue(world, 30)], HOUR);
    const all = await world.call('request.list', { since: 0, limit: 1_000 });
    const refused = await world.call('request.list', { since: 0, outcomes: ['error'], kinds: ['run'] });
    expect(refused.length).toBeGreaterThan(0);
    expect(refused).toEqual(all.filter((one) => one.outcome === 'error' && one.kind === 'run'));
    expect(await world.call('request.list', { text: '503' })).toEqual(all.filter((one) => one.status === 503));
    expect((await world.call('request.list', { text: 'a fox' })).every((one) => one.jobId !== null)).toBe(true);
    const first = await world.call('request.list', { limit: 10 });
    const second = await world.call('request.list', { limit: 10, before: first.at(-1)?.id ?? 0 });
    expect([...first, ...second]).toEqual(all.slice(0, 20));
  });
});

describe('figures of the day', () => {
  const figures = async () => {
    const { totals } = await world.call('app.snapshot', null);
    return { jobs: totals.jobsDone24h, credits: totals.creditsToday };
  };

  it('are what its jobs come to, over a restart, and end with it', async () => {
    world = await startWorld({}, { startMs: Date.UTC(2026, 5, 1, 22) });
    const batch = await enqueue(world, 40);
    await world.finish([batch], HOUR);
    const credits = world.store.prepare<[], number>('SELECT SUM(credits) FROM job').pluck().get();
    expect(credits).toBeGreaterThan(0);
    expect(await figures()).toEqual({ jobs: 40, credits });
    world.kill();
    await world.reopen();
    expect(await figures()).toEqual({ jobs: 40, credits });
    await world.clock.advance(3 * HOUR);
    expect(await figures()).toEqual({ jobs: 40, credits: 0 });
    await world.clock.advance(24 * HOUR);
    expect(await figures()).toEqual({ jobs: 0, credits: 0 });
  });
});
