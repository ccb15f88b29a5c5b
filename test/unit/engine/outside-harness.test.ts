import { expect, it } from 'vitest';
import { assembleEngine } from '../../../electron/engine/engine.ts';
import { silentLogger } from '../../../electron/engine/log.ts';
import { openStore } from '../../../electron/engine/store/open.ts';
import { createSandbox } from '../../../electron/sandbox/sandbox.ts';
import { mulberry32 } from '../../support/engine-world.ts';
import { MemoryFiles } from '../../support/memory-files.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

/** As docs/scheduler.md says it: one call, and the engine's own scheduler and runner are under a harness's time, chance, network and store. */
it('one call puts the engine under a clock, a random source, a fetch and a store from outside', async () => {
  const clock = new VirtualClock(Date.UTC(2026, 0, 5, 9));
  const sandbox = createSandbox({ clock, media: 'stub', keys: [{ label: 'pro', plan: 'pro' }], durations: { 'flux-schnell': 4_000 } });
  const store = await openStore({ file: ':memory:', now: clock.now() });
  const engine = await assembleEngine(
    {
      workspace: 'memory',
      baseUrl: sandbox.baseUrl,
      host: 'cli',
      version: '0.0.0',
      clock,
      random: mulberry32(1),
      fetch: sandbox.fetch,
      vault: new MemoryVault(),
      environmentKeys: sandbox.keys.map(({ label, secret }) => ({ label, secret })),
      log: silentLogger,
    },
    { store, files: new MemoryFiles(), release() {} },
  );
  const jobs = Array.from({ length: 80 }, (_, index) => ({ model: 'flux-schnell', input: { prompt: `a fox, ${index}` } }));
  expect((await engine.call('batch.create', { name: 'foxes', jobs })).ok).toBe(true);
  const done = store.prepare<[], number>("SELECT COUNT(*) FROM job WHERE state = 'done'").pluck();
  await clock.runUntil(() => done.get() === 80, 120_000);
  // Sixty in the first minute, the rest in the second, and not one 429.
  expect(clock.monotonic()).toBeGreaterThan(60_000);
  expect(clock.monotonic()).toBeLessThan(75_000);
  expect(Object.values(sandbox.requests()[0]!.refused).reduce((a, b) => a + b, 0)).toBe(0);
  let stopped = false;
  void engine.stop().then(() => (stopped = true));
  await clock.runUntil(() => stopped);
  sandbox.close();
});
