import { afterEach, expect, it } from 'vitest';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, startWorld } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

const out = () => world.store.prepare<[], number>(`SELECT COUNT(*) FROM job WHERE state IN ('submitting', 'running')`).pluck().get() ?? 0;

// A custom plan has the headers of a Business key: only a refusal tells that it has fewer places.
it('a key of 300 a minute with 4 places is refused once or twice, uses all four, and knows them after a restart', async () => {
  world = await startWorld({ keys: [{ label: 'own', plan: 'business', limits: { concurrentJobs: 4 } }] });
  const batch = await enqueue(world, 60);
  await world.clock.advance(20_000);
  expect(world.refusals()).toBeLessThanOrEqual(2);
  expect(out()).toBe(4);
  world.kill();
  await world.clock.advance(10_000);
  await world.reopen();
  await world.finish([batch], HOUR);
  const { done = 0, uncertain = 0 } = await counts(world, batch);
  expect([done + uncertain, uncertain <= 4]).toEqual([60, true]);
  expect(world.refusals()).toBeLessThanOrEqual(3);
  expect(accounts(world)).toEqual([]);
});

it.each([
  ['business', 50],
  ['pro', 10],
] as const)('a %s key that is seen for the first time has all of its %i places in use within a second and a half', async (plan, places) => {
  world = await startWorld({ keys: [{ label: plan, plan }], durations: { 'flux-schnell': 9_000 } });
  await enqueue(world, 120);
  await world.clock.advance(1_500);
  expect([out(), world.refusals()]).toEqual([places, 0]);
});
