import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../electron/sandbox/sandbox.ts';
import { isHeld } from '../../../shared/domain.ts';
import { accounts, type EngineWorld } from '../../support/engine-world.ts';
import { counts, enqueue, IMAGE, startWorld, VIDEO } from './support.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 8);
const HOUR = 3_600_000;

/** Where a life ends: after so many ms, or around the nth transaction. */
type End = { kind: 'time'; ms: number } | { kind: 'before' | 'after'; transaction: number };

const end: fc.Arbitrary<End> = fc.oneof(
  fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 0, max: 150_000 }) }),
  fc.record({ kind: fc.constantFrom('before' as const, 'after' as const), transaction: fc.integer({ min: 1, max: 80 }) }),
);

const scenario = fc.record({
  seed: fc.nat(1_000_000),
  window: fc.constantFrom('fixed' as const, 'sliding' as const, 'token-bucket' as const),
  revision: fc.constantFrom('A' as const, 'B' as const, 'T' as const),
  startMs: fc.integer({ min: 0, max: 59_999 }),
  images: fc.integer({ min: 0, max: 30 }),
  films: fc.integer({ min: 1, max: 8 }),
  rule: fc.constantFrom('ask' as const, 'resubmit' as const),
  ends: fc.array(end, { minLength: 1, maxLength: 4 }),
  downMs: fc.constantFrom(0, 100, 5_000, 70_000),
  cuts: fc.constantFrom(0, 0.1),
});

/** Lets the engine live until its end comes or there is nothing left to do. */
async function live(world: EngineWorld, batches: number[], end: End): Promise<void> {
  if (end.kind === 'time') {
    let over = false;
    const cancel = world.clock.setTimer(end.ms, () => (over = true));
    await world.clock.runUntil(() => over || world.open(batches) === 0, HOUR);
    cancel();
  } else {
    let count = 0;
    world.transactionFault = () => (++count === end.transaction ? (end.kind === 'before' ? 'die-before-commit' : 'die-after-commit') : 'none');
    await world.finish(batches, HOUR);
    world.transactionFault = () => 'none';
  }
  world.kill();
}

/** What was under way at two deaths is held; a person lets it go on. Nothing else is uncertain where a rule sends lost jobs again. */
async function releaseHeld(world: EngineWorld, batches: number[]): Promise<void> {
  for (;;) {
    const { jobs } = await world.call('job.list', { states: ['failed', 'uncertain'], limit: 1_000 });
    const held = jobs.filter(isHeld).map((job) => job.id);
    if (held.length === 0) return;
    expect(await world.call('job.release', { ids: held })).toEqual({ released: held.length });
    await world.finish(batches, 3 * HOUR);
  }
}

describe('an engine killed at any instant', () => {
  it('loses no job, sends none twice unasked, and is never refused', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ seed, window, revision, startMs, images, films, rule, ends, downMs, cuts }) => {
        const faults: Fault[] =
          cuts > 0
            ? [
                { kind: 'cut-after-accept', endpoint: 'run', rate: cuts },
                { kind: 'cut-download', rate: cuts },
              ]
            : [];
        const keys = [
          { label: 'pro', plan: 'pro' as const },
          { label: 'free', plan: 'free' as const },
        ];
        const world = await startWorld({ window, revision, faults, keys, seed }, { seed, startMs: Date.UTC(2026, 0, 1, 9) + startMs });
        const batches = [await enqueue(world, films, { model: VIDEO, name: 'films', uncertainRule: rule })];
        if (images > 0) batches.push(await enqueue(world, images, { model: IMAGE, uncertainRule: rule }));
        for (const one of ends) {
          await live(world, batches, one);
          await world.clock.advance(downMs);
          await world.reopen();
        }
        await world.finish(batches, 3 * HOUR);
        await releaseHeld(world, batches);
        expect(accounts(world)).toEqual([]);
        for (const [index, batch] of batches.entries()) {
          const { done = 0, uncertain = 0, ...others } = await counts(world, batch);
          expect({ others, all: done + uncertain }).toEqual({ others: {}, all: index === 0 ? films : images });
          if (rule === 'resubmit') expect(uncertain).toBe(0);
        }
        const refused = world.sandbox.requests().map((key) => key.refused);
        expect(refused.map(({ minute, day }) => minute + day)).toEqual([0, 0]);
        await world.stop();
      }),
      { numRuns: RUNS },
    );
  });
});
