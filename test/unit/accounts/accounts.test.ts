import { afterEach, describe, expect, it } from 'vitest';
import type { WindowKind } from '../../../electron/sandbox/limits/minute-window.ts';
import { EngineWorld, mulberry32 } from '../../support/engine-world.ts';

let world: EngineWorld;

afterEach(() => world.stop());

/** Two keys of one Pro account, and one of another. */
async function begin(window: WindowKind = 'fixed'): Promise<number[]> {
  const random = mulberry32(7);
  world = new EngineWorld({
    startMs: Date.UTC(2026, 0, 1, 9, 0, 21),
    sandbox: {
      window,
      keys: [
        { label: 'studio', plan: 'pro', account: 'Nord' },
        { label: 'laptop', plan: 'pro', account: 'Nord' },
        { label: 'other', plan: 'pro' },
      ],
      durations: { 'flux-schnell': 4_000 },
    },
    latency: () => 5 + random() * 20,
  });
  await world.start();
  return (await keys()).map((key) => key.id);
}

const keys = async () => (await world.call('app.snapshot', null)).keys;

async function run(count: number, name = 'foxes'): Promise<{ ms: number; refusals: number }> {
  const [before, from] = [world.refusals(), world.clock.monotonic()];
  const jobs = Array.from({ length: count }, (_, n) => ({ model: 'fal-ai/flux/schnell', input: { prompt: `${name} ${n}` } }));
  const { batchId } = await world.call('batch.create', { name, jobs });
  await world.finish([batchId]);
  const { jobs: counts } = await world.call('batch.summary', { ids: [batchId] });
  expect(counts.done).toBe(count);
  return { ms: world.clock.monotonic() - from, refusals: world.refusals() - before };
}

const share = async (ids: readonly number[], account: string | null) => {
  for (const id of ids) await world.call('key.update', { id, account });
};

describe('keys that share the allowance of one account', () => {
  it('are refused as long as nobody says so; the answers suggest it; grouped, no request is refused any more', async () => {
    const [studio, laptop, other] = await begin();
    const apart = await run(240);
    expect(apart.refusals).toBeGreaterThan(0);
    const suggested = await keys();
    expect(suggested[0]!.accountSuggestion).toMatchObject({ withKeyId: laptop });
    expect(suggested[1]!.accountSuggestion).toMatchObject({ withKeyId: studio });
    expect(suggested[2]!.accountSuggestion).toBeNull();
    expect(suggested[0]!.accountSuggestion!.why).toContain('laptop');
    await share([studio!, laptop!], 'Nord');
    const grouped = await keys();
    expect(grouped.map((key) => [key.id, key.account, key.accountSuggestion])).toEqual([
      [studio, 'Nord', null],
      [laptop, 'Nord', null],
      [other, null, null],
    ]);
    await world.clock.advance(60_000);
    expect((await run(240, 'more foxes')).refusals).toBe(0);
  });

  it.each(['fixed', 'sliding', 'token-bucket'] as const)(
    'spend it together to the last request and never beyond, %s window, also over a restart',
    async (window) => {
      const [studio, laptop] = await begin(window);
      await share([studio!, laptop!], 'Nord');
      const first = await run(240);
      expect(first.refusals).toBe(0);
      // Two allowances of 60 a minute: 240 jobs take two minutes and the rest of one.
      expect(first.ms).toBeLessThan(150_000);
      world.kill();
      await world.reopen();
      expect((await run(150, 'after a restart')).refusals).toBe(0);
      const [a, b] = await keys();
      expect(a!.allowance).toEqual(b!.allowance);
    },
  );

  it('keep their secrets, labels and permissions apart', async () => {
    const [studio, laptop, other] = await begin();
    await share([studio!, laptop!], 'Nord');
    await world.call('key.update', { id: laptop!, labels: ['night'] });
    await world.call('key.update', { id: other!, enabled: false });
    const jobs = Array.from({ length: 12 }, (_, n) => ({ model: 'fal-ai/flux/schnell', input: { prompt: `owl ${n}` } }));
    const { batchId } = await world.call('batch.create', { name: 'owls', labels: ['night'], jobs });
    await world.finish([batchId]);
    const { keys: used } = await world.call('batch.summary', { ids: [batchId] });
    expect(used.filter((key) => key.jobs > 0).map((key) => key.label)).toEqual(['laptop']);
  });

  it('can be grouped and parted while jobs are out: these keep their places', async () => {
    const [studio, laptop] = await begin();
    const jobs = Array.from({ length: 90 }, (_, n) => ({ model: 'fal-ai/flux/schnell', input: { prompt: `hare ${n}` } }));
    await share([studio!, laptop!], 'Nord');
    const { batchId } = await world.call('batch.create', { name: 'hares', jobs });
    await world.clock.runUntil(() => world.sandbox.accepted().length > 12);
    const busy = async () => (await keys()).map((key) => key.allowance.concurrency.used);
    const before = await busy();
    await share([studio!, laptop!], null);
    const [a, b] = await busy();
    expect(a! + b!).toBe(before[0]);
    await share([studio!, laptop!], 'Nord');
    expect(await busy()).toEqual(before);
    await world.finish([batchId]);
    expect(world.refusals()).toBe(0);
  });
});
