import { afterEach, describe, expect, it } from 'vitest';
import { takesOnlyByLabel } from '../../../shared/test-keys.ts';
import type { EngineWorld } from '../../support/engine-world.ts';
import { enqueue, startWorld } from '../engine/support.ts';

describe('a test key', () => {
  const [test, live, other] = (['sk_test_', 'sk_live_', 'other'] as const).map((prefix) => ({ endpoint: 'api' as const, prefix }));

  it('beside others of its API takes only what is bound to it', () => {
    expect([live!, other!].map((beside) => takesOnlyByLabel(test!, [test!, beside]))).toEqual([true, true]);
    expect(takesOnlyByLabel(live!, [test!, live!])).toBe(false);
  });

  it('is a key like any other where all are, as the sandbox’s', () => {
    expect(takesOnlyByLabel(test!, [test!, test!])).toBe(false);
    expect(takesOnlyByLabel({ ...test!, endpoint: 'sandbox' }, [{ ...test!, endpoint: 'sandbox' }, live!])).toBe(false);
  });
});

describe('the queue with a live and a test key', () => {
  let world: EngineWorld;
  afterEach(() => world.stop());

  const start = async () => {
    world = await startWorld({
      keys: [
        { label: 'studio', plan: 'pro', secret: 'sk_live_0123456789abcdef' },
        { label: 'trial', plan: 'pro' },
      ],
    });
    return (await world.call('app.snapshot', null)).keys;
  };
  const carriedBy = async (batchId: number) =>
    (await world.call('batch.summary', { ids: [batchId] })).keys.filter(({ jobs }) => jobs > 0).map(({ label }) => label);

  it('sends nothing with the test key that nobody meant for it, and foretells it so', async () => {
    const [studio] = await start();
    let forecast: { perKey: { keyId: number }[] } | null = null;
    void world.call('forecast.ask', { jobs: [{ model: 'fal-ai/flux/schnell', count: 20 }] }).then((answer) => (forecast = answer));
    await world.clock.runUntil(() => forecast !== null);
    expect(forecast!.perKey.map(({ keyId }) => keyId)).toEqual([studio!.id]);
    const batch = await enqueue(world, 20);
    const bound = await enqueue(world, 5, { labels: ['trial'] });
    await world.finish([batch, bound]);
    expect([await carriedBy(batch), await carriedBy(bound)]).toEqual([['studio'], ['trial']]);
  });

  it('waits for the live key that is switched off, and says why', async () => {
    const [studio] = await start();
    await world.call('key.update', { id: studio!.id, enabled: false });
    const batch = await enqueue(world, 3);
    await world.clock.advance(60_000);
    const { batches } = await world.call('app.snapshot', null);
    expect(batches.find(({ id }) => id === batch)!.waiting).toMatchObject({ kind: 'test-key', until: null });
    await world.call('key.update', { id: studio!.id, enabled: true });
    await world.finish([batch]);
    expect(await carriedBy(batch)).toEqual(['studio']);
  });
});
