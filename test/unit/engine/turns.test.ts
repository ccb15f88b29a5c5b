import { afterEach, expect, it } from 'vitest';
import type { EngineWorld } from '../../support/engine-world.ts';
import { enqueue, startWorld } from './support.ts';

let world: EngineWorld;

afterEach(() => world.stop());

const sent = () => world.store.prepare<[], number>(`SELECT COUNT(*) FROM request WHERE kind = 'run'`).pluck().get() ?? 0;

it('a burst leaves in turns of a dozen, all of it at the same moment: the event loop is free between them', async () => {
  world = await startWorld({ keys: [{ label: 'business', plan: 'business' }], durations: { 'flux-schnell': 5_000 } }, { latency: () => 20 });
  // Until its places are proved, they are tried in steps.
  await enqueue(world, 45);
  await world.clock.advance(30_000);
  const before = sent();
  await enqueue(world, 45);
  const from = world.clock.now();
  const counts = [before];
  await world.clock.runUntil(() => {
    counts.push(sent());
    return sent() === before + 45;
  });
  expect(world.clock.now()).toBe(from);
  expect(Math.max(...counts.slice(1).map((count, at) => count - (counts[at] ?? 0)))).toBe(12);
});
