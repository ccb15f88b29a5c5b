import { afterEach, expect, it } from 'vitest';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, startWorld, VIDEO } from './support.ts';

const HOUR = 3_600_000;
let world: EngineWorld;

afterEach(() => world.stop());

// The API goes on with the jobs of a dead engine: as long as they may run, their places are not ours to use.
it.each([1, 2, 3])('an engine killed %i times with its first burst out is refused for no place', async (deaths) => {
  world = await startWorld();
  const batch = await enqueue(world, 40, { model: VIDEO });
  for (let death = 0; death < deaths; death++) {
    await world.clock.advance(25);
    world.kill();
    await world.reopen();
  }
  await world.finish([batch], 2 * HOUR);
  const { done = 0, uncertain = 0 } = await counts(world, batch);
  expect(done + uncertain).toBe(40);
  expect(uncertain).toBeGreaterThan(0);
  expect(accounts(world)).toEqual([]);
  expect(world.refusals()).toBe(0);
});
