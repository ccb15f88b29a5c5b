import { afterEach, describe, expect, it } from 'vitest';
import { HELD, isHeld } from '../../../shared/domain.ts';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, jobIds, startWorld, VIDEO } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

const look = <T>(sql: string, ...values: unknown[]) =>
  world.store
    .prepare<unknown[], T>(sql)
    .pluck()
    .get(...values);

/** Lets the engine die each time it is at what it cannot survive, and starts it again; how often it died until all is over. */
async function deathsBy(fatal: () => boolean, batch: number, onRebirth = () => {}): Promise<number> {
  for (let deaths = 0; ; deaths++) {
    await world.clock.runUntil(() => fatal() || world.open([batch]) === 0, 3 * HOUR);
    if (!fatal() || deaths > 20) return deaths;
    world.kill();
    await world.reopen();
    onRebirth();
  }
}

const held = async (batch: number) => (await world.call('job.list', { batchId: batch })).jobs.filter(isHeld);

describe('a job that takes the engine down', () => {
  it('when it is sent: twice, then it is held, not even a rule sends it again, and the queue goes on', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 12, { uncertainRule: 'resubmit' });
    const poison = jobIds(world, batch)[4]!;
    expect(await deathsBy(() => look('SELECT state FROM job WHERE id = ?', poison) === 'submitting', batch)).toBe(2);
    // Those that were out beside it both times are held with it: which of them it was, nobody knows.
    const all = await held(batch);
    const error = { code: HELD, message: expect.stringContaining('2 times while this job was being sent') as string, status: null };
    expect(all).toContainEqual(expect.objectContaining({ id: poison, state: 'uncertain', error }));
    expect(await counts(world, batch)).toEqual({ done: 12 - all.length, uncertain: all.length });
    expect(all.length).toBeLessThan(12);

    // A rule that is changed later does not send it either; a person does.
    await world.call('batch.update', { id: batch, uncertainRule: 'resubmit' });
    await world.clock.advance(HOUR);
    expect(look('SELECT state FROM job WHERE id = ?', poison)).toBe('uncertain');
    await world.call('job.release', { ids: (await held(batch)).map((job) => job.id) });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 12 });
    expect(accounts(world)).toEqual([]);
  });

  it('when its output is fetched beside others: they are then fetched one at a time, and only it is held', async () => {
    world = await startWorld();
    world.files.full = true;
    const batch = await enqueue(world, 8);
    await world.clock.advance(20_000);
    expect(await counts(world, batch)).toMatchObject({ collecting: 8 });
    world.files.full = false;
    world.sandbox.configureFaults([{ kind: 'slow-download', rate: 1 }]);
    const poison = Number(look('SELECT attempt_id FROM job WHERE id = ?', jobIds(world, batch)[3]));
    const fetching = () => world.files.parts.has(`${poison}-0`);
    const alone = () => look(`SELECT value FROM setting WHERE name = 'collecting-alone'`) === String(poison);
    let fatal = fetching;
    expect(
      await deathsBy(
        () => fatal(),
        batch,
        () => (fatal = alone),
      ),
    ).toBe(2);
    expect(await counts(world, batch)).toEqual({ done: 7, failed: 1 });
    expect((await held(batch)).map((job) => [job.id, job.error?.message])).toEqual([
      [jobIds(world, batch)[3], expect.stringContaining("2 times while it fetched this job's outputs") as string],
    ]);
    // What was fetched of it is not left lying about for ever: the next start has no use for it.
    const before = world.sandbox.accepted().length;
    expect(await world.call('job.retry', { ids: jobIds(world, batch) })).toEqual({ queued: 1 });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 8 });
    expect(world.sandbox.accepted()).toHaveLength(before);
    expect(accounts(world)).toEqual([]);
    expect(world.files.parts.size).toBe(0);
  });

  it('when it is asked for: twice in a row, then it is held; released, it comes home without another run', async () => {
    world = await startWorld();
    const others = await enqueue(world, 2, { model: VIDEO });
    // Asked for later than the others: a download that is under way at the death would be as suspect.
    await world.clock.advance(30_000);
    const batch = await enqueue(world, 1, { model: VIDEO });
    const poison = jobIds(world, batch)[0]!;
    const asked = () => look(`SELECT COUNT(*) FROM request WHERE job_id = ? AND kind IN ('poll', 'result') AND outcome = 'pending'`, poison) === 1;
    expect(await deathsBy(asked, batch)).toBe(2);
    expect(await counts(world, batch)).toEqual({ failed: 1 });
    expect((await held(batch)).map((job) => job.id)).toEqual([poison]);
    expect(await world.call('job.release', { ids: [poison] })).toEqual({ released: 1 });
    await world.finish([batch, others], HOUR);
    expect([await counts(world, batch), await counts(world, others)]).toEqual([{ done: 1 }, { done: 2 }]);
    expect(world.sandbox.accepted()).toHaveLength(3);
    expect(accounts(world)).toEqual([]);
  });
});

describe('what is innocent', () => {
  it('is not held for having been under way at two deaths, when it got on in between', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 3, { model: VIDEO });
    for (let death = 0; death < 4; death++) {
      await world.clock
        .runUntil(() => look(`SELECT COUNT(*) FROM request WHERE kind IN ('poll', 'result') AND outcome = 'pending'`) !== 0, HOUR)
        .catch(() => {});
      if (world.open([batch]) === 0) break;
      world.kill();
      await world.reopen();
      await world.clock.advance(15_000);
    }
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 3 });
  });

  it('is not suspected after a stop in order, with downloads under way', async () => {
    world = await startWorld();
    world.files.full = true;
    const batch = await enqueue(world, 4);
    await world.clock.advance(20_000);
    for (let times = 0; times < 3; times++) {
      let left: Buffer | null = null;
      const close = world.store.close.bind(world.store);
      world.store.close = () => {
        left = world.store.serialize();
        return close();
      };
      let stopped = false;
      void world.engine.stop().then(() => (stopped = true));
      await world.clock.runUntil(() => stopped);
      await world.reopen(left!);
      await world.clock.advance(20_000);
    }
    world.files.full = false;
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 4 });
    expect(look('SELECT MAX(crashes) FROM job')).toBe(0);
  });
});
