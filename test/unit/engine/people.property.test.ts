import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, IMAGE, startWorld, VIDEO } from './support.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 10);
const HOUR = 3_600_000;

const deed = fc.record({
  afterMs: fc.constantFrom(0, 1, 20, 700, 5_000, 40_000),
  what: fc.constantFrom(
    'pause batch',
    'resume batch',
    'cancel batch',
    'cancel jobs',
    'retry',
    'resubmit',
    'count as failed',
    'priority',
    'pause all',
    'resume all',
    'disable key',
    'enable key',
    'more by hand',
    'restart',
  ),
  batch: fc.nat(1),
  jobs: fc.array(fc.nat(29), { minLength: 1, maxLength: 6 }),
});
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

const scenario = fc.record({
  seed: fc.nat(1_000_000),
  revision: fc.constantFrom('A' as const, 'B' as const, 'T' as const),
  lost: fc.constantFrom(0, 0.1),
  deeds: fc.array(deed, { minLength: 3, maxLength: 14 }),
});

async function act(world: EngineWorld, batches: number[], { what, batch, jobs }: Deed): Promise<void> {
  const id = batches[batch]!;
  const ids = jobs.map((job) => job + 1);
  const keys = async () => (await world.call('app.snapshot', null)).keys;
  switch (what) {
    case 'pause batch':
      return void (await world.call('batch.pause', { id }));
    case 'resume batch':
      return void (await world.call('batch.resume', { id }));
    case 'cancel batch':
      return void (await world.call('batch.cancel', { id }));
    case 'cancel jobs':
      return void (await world.call('job.cancel', { ids }));
    case 'retry':
      return void (await world.call('job.retry', { ids }));
    case 'resubmit':
      return void (await world.call('job.resolve', { ids, decision: 'resubmit' }));
    case 'count as failed':
      return void (await world.call('job.resolve', { ids, decision: 'fail' }));
    case 'priority':
      return void (await world.call('batch.setPriority', { id, priority: jobs.length - 3 }));
    case 'pause all':
      return void (await world.call('queue.pause', null));
    case 'resume all':
      return void (await world.call('queue.resume', null));
    case 'disable key':
    case 'enable key':
      for (const key of (await keys()).slice(batch, batch + 1)) await world.call('key.update', { id: key.id, enabled: what === 'enable key' });
      return;
    case 'more by hand':
      batches.push(await enqueue(world, 1, { name: `hand ${batches.length}`, source: 'hand' }));
      return;
    case 'restart':
      world.kill();
      await world.reopen();
  }
}

/** Whatever was held is let go, so that all can end. */
async function letGo(world: EngineWorld, batches: number[]): Promise<void> {
  for (const key of (await world.call('app.snapshot', null)).keys) await world.call('key.update', { id: key.id, enabled: true });
  for (const id of batches)
    if (world.store.prepare<[number], string>('SELECT state FROM batch WHERE id = ?').pluck().get(id) === 'paused') await world.call('batch.resume', { id });
  await world.call('queue.resume', null);
}

describe('whatever people do, whenever they do it', () => {
  it('every job ends, and each that was accepted is accounted for', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ seed, revision, lost, deeds }) => {
        const keys = [
          { label: 'pro', plan: 'pro' as const },
          { label: 'free', plan: 'free' as const },
        ];
        const world = await startWorld(
          {
            revision,
            keys,
            seed,
            faults: [
              { kind: 'cut-after-accept', rate: lost },
              { kind: 'content-filter', rate: lost },
            ],
          },
          { seed },
        );
        const batches = [await enqueue(world, 20, { model: IMAGE }), await enqueue(world, 10, { model: VIDEO, name: 'films' })];
        for (const one of deeds) {
          await world.clock.advance(one.afterMs);
          await act(world, batches, one);
        }
        await letGo(world, batches);
        await world.finish(batches, 6 * HOUR);
        expect(accounts(world)).toEqual([]);
        let jobs = 0;
        for (const batch of batches) jobs += Object.values(await counts(world, batch)).reduce((a, b) => a + b, 0);
        expect(jobs).toBe(30 + batches.length - 2);
        const { concurrency, ...windows } = refused(world);
        expect(windows).toEqual({ minute: 0, day: 0 });
        const died = deeds.some((one) => one.what === 'restart');
        // Where a lost job still holds a place is a guess.
        expect(concurrency).toBeLessThanOrEqual(lost > 0 || died ? 4 : 0);
        await world.stop();
        // What was on its way when it stopped is the network's own.
        await world.clock.advance(100);
        if (!died) expect(world.clock.pending).toBe(0);
      }),
      { numRuns: RUNS },
    );
  });
});

function refused(world: EngineWorld): { minute: number; day: number; concurrency: number } {
  const sum = { minute: 0, day: 0, concurrency: 0 };
  for (const key of world.sandbox.requests()) for (const reason of ['minute', 'day', 'concurrency'] as const) sum[reason] += key.refused[reason];
  return sum;
}
