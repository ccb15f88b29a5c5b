import { afterEach, expect, it } from 'vitest';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, startWorld } from './support.ts';

const NINE = Date.UTC(2026, 0, 5, 9);
const MINUTE = 60_000;
let world: EngineWorld;

afterEach(() => world.stop());

const requests = () => world.store.prepare<[], number>('SELECT COUNT(*) FROM request').pluck().get();

it.each(['fixed', 'token-bucket'] as const)('%s: a hundred jobs fit the hundred requests of a Free day', async (window) => {
  world = await startWorld({ keys: [{ label: 'free', plan: 'free' }], window }, { startMs: NINE + 7_000 });
  // The id as this API knows it: the seed's would cost a request.
  const batch = await enqueue(world, 100, { model: 'flux-schnell' });
  await world.finish([batch], 11 * MINUTE);
  expect(await counts(world, batch)).toEqual({ done: 100 });
  expect(requests()).toBe(100);
  expect(world.refusals()).toBe(0);
  expect(accounts(world)).toEqual([]);
});

it('an id that was typed and is wrong costs one request, and is put right', async () => {
  world = await startWorld({ revision: 'A' });
  const batch = await enqueue(world, 1, { model: 'flux-schnell' });
  await world.finish([batch], 10 * MINUTE);
  expect(await counts(world, batch)).toEqual({ done: 1 });
  expect(requests()).toBe(2);
});
