import { afterEach, describe, expect, it } from 'vitest';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, jobIds, startWorld, VIDEO } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

/** How often each job was asked for, in order. */
function polls(batch: number): number[] {
  const of = world.store.prepare<[number], number>("SELECT COUNT(*) FROM request WHERE job_id = ? AND kind = 'poll'").pluck();
  return jobIds(world, batch).map((id) => of.get(id) ?? 0);
}

describe('the first runs of a model that nobody has run', () => {
  it.each(['A', 'B', 'T'] as const)('on revision %s: one is asked for until it is done, the others once each', async (revision) => {
    world = await startWorld({ revision });
    const batch = await enqueue(world, 40, { model: VIDEO });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 40 });
    const [scout, ...others] = polls(batch).toSorted((a, b) => b - a);
    expect(scout).toBeLessThanOrEqual(16);
    expect(others).toEqual(Array.from({ length: 39 }, () => 1));
    // Four rounds of 90 s, and what the scout overshot.
    expect(world.clock.monotonic()).toBeLessThan(4 * 90_000 * 1.05);
  });

  it('go on when the scout is given up, or fails: another takes its place', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 10, { model: VIDEO });
    await world.clock.advance(60_000);
    const first = polls(batch).findIndex((count) => count > 0);
    await world.call('job.cancel', { ids: [jobIds(world, batch)[first] ?? 0] });
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 9, cancelled: 1 });
    expect(world.clock.monotonic()).toBeLessThan(120_000);
    expect(polls(batch).filter((count) => count > 1).length).toBeLessThanOrEqual(2);
    expect(accounts(world)).toEqual([]);
  });

  it('go on over a restart', async () => {
    world = await startWorld();
    const batch = await enqueue(world, 10, { model: VIDEO });
    await world.clock.advance(40_000);
    world.kill();
    await world.reopen();
    await world.finish([batch], HOUR);
    expect(await counts(world, batch)).toEqual({ done: 10 });
    expect(world.clock.monotonic()).toBeLessThan(120_000);
  });
});
