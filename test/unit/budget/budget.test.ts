import { afterEach, describe, expect, it } from 'vitest';
import type { CreditBudget } from '../../../shared/domain.ts';
import { EngineWorld } from '../../support/engine-world.ts';

const FLUX = 'fal-ai/flux/schnell'; // 1 credit a run
const DEV = 'fal-ai/flux/dev'; // 2
const MIDNIGHT = Date.UTC(2026, 0, 2);

let world: EngineWorld;

afterEach(() => world.stop());

async function begin(keys = 1, startMs = MIDNIGHT - 20 * 60_000): Promise<void> {
  world = new EngineWorld({
    startMs,
    sandbox: {
      keys: Array.from({ length: keys }, (_, index) => ({ label: `pro ${index + 1}`, plan: 'pro' as const })),
      durations: { 'flux-schnell': 4_000, 'flux-dev': 4_000 },
    },
    latency: () => 10,
  });
  await world.start();
}

function fox(n: number, model = FLUX, more: Record<string, number> = {}) {
  return { model, input: { prompt: `fox ${n}`, ...more } };
}

async function enqueue(count: number, more: { creditBudget?: CreditBudget; model?: string; name?: string } = {}): Promise<number> {
  const { model, name = 'foxes', ...rest } = more;
  const { batchId } = await world.call('batch.create', { name, ...rest, jobs: Array.from({ length: count }, (_, n) => fox(n, model)) });
  return batchId;
}

const done = async (batchId: number) => (await world.call('batch.summary', { ids: [batchId] })).jobs.done;

async function waiting(batchId: number) {
  const { jobs } = await world.call('job.list', { batchId, states: ['queued'], limit: 1 });
  return jobs[0]?.waiting;
}

const ceiling = (credits: number, unknown: CreditBudget['unknown'] = 'wait'): CreditBudget => ({ credits, unknown });

describe('a ceiling for credits', () => {
  it('of a batch lets so many jobs go and no more; the rest says why it waits, and goes when it is raised', async () => {
    await begin();
    const batchId = await enqueue(20, { creditBudget: ceiling(7) });
    await world.clock.advance(5 * 60_000);
    expect(await done(batchId)).toBe(7);
    expect(await waiting(batchId)).toEqual({ kind: 'budget', until: null, keyLabel: null, budget: { of: 'batch', why: 'reached' } });
    const view = (await world.call('app.snapshot', null)).batches[0]!;
    expect(view).toMatchObject({ creditBudget: ceiling(7), spent: { credits: 7, unknown: 0 }, creditsUsed: 7 });
    await world.call('batch.update', { id: batchId, creditBudget: ceiling(9.5) });
    await world.clock.advance(5 * 60_000);
    expect(await done(batchId)).toBe(9);
    await world.call('batch.update', { id: batchId, creditBudget: null });
    await world.finish([batchId]);
    expect(await done(batchId)).toBe(20);
  });

  it('of a key keeps only that key from going: the others carry the rest', async () => {
    await begin(2);
    const [one, two] = (await world.call('app.snapshot', null)).keys;
    await world.call('key.update', { id: one!.id, creditBudget: ceiling(3) });
    const batchId = await enqueue(30);
    await world.finish([batchId]);
    const { keys } = await world.call('batch.summary', { ids: [batchId] });
    expect(keys.map(({ label, jobs }) => [label, jobs])).toEqual([
      [one!.label, 3],
      [two!.label, 27],
    ]);
    expect((await world.call('app.snapshot', null)).keys[0]).toMatchObject({ creditBudget: ceiling(3), spent: { credits: 3, unknown: 0 } });
  });

  it('of every key is what the jobs wait for then', async () => {
    await begin();
    const [key] = (await world.call('app.snapshot', null)).keys;
    await world.call('key.update', { id: key!.id, creditBudget: ceiling(2) });
    const batchId = await enqueue(5);
    await world.clock.advance(60_000);
    expect(await done(batchId)).toBe(2);
    expect(await waiting(batchId)).toEqual({ kind: 'budget', until: null, keyLabel: key!.label, budget: { of: 'key', why: 'reached' } });
  });

  it('of a day holds until midnight by UTC, over all batches, and over a restart', async () => {
    await begin();
    await world.call('settings.update', { creditsPerDay: ceiling(10) });
    const a = await enqueue(8);
    const b = await enqueue(8, { name: 'more foxes' });
    await world.clock.advance(60_000);
    world.kill();
    await world.reopen();
    await world.clock.advance(5 * 60_000);
    expect((await done(a)) + (await done(b))).toBe(10);
    const still = (await waiting(a)) ?? (await waiting(b));
    expect(still).toEqual({ kind: 'budget', until: MIDNIGHT, keyLabel: null, budget: { of: 'day', why: 'reached' } });
    await world.finish([a, b]);
    expect(world.clock.now()).toBeGreaterThan(MIDNIGHT);
    expect((await done(a)) + (await done(b))).toBe(16);
  });

  it('lets a cheaper job pass one that is too dear, whatever its model or how many outputs it asks for', async () => {
    await begin();
    const jobs = [fox(1), fox(2, DEV), fox(3, FLUX, { num_images: 4 }), fox(4, FLUX, { num_images: 2 }), fox(5)];
    const { batchId } = await world.call('batch.create', { name: 'mixed', jobs, creditBudget: ceiling(5) });
    await world.clock.advance(2 * 60_000);
    // 1 + 2, then 4 is too dear, 2 fits.
    expect(world.sandbox.accepted().map((run) => run.input['prompt'])).toEqual(['fox 1', 'fox 2', 'fox 4']);
    expect(await waiting(batchId)).toMatchObject({ kind: 'budget', budget: { of: 'batch', why: 'reached' } });
  });

  it('makes jobs of unknown cost wait and say so, unless it lets them go', async () => {
    await begin();
    // The seed knows no price of it, and one job alone makes nobody ask the catalog.
    const jobs = [{ model: 'fal-ai/ltx-video', input: { prompt: 'a fox runs' } }];
    const { batchId } = await world.call('batch.create', { name: 'priceless', jobs, creditBudget: ceiling(2) });
    await world.clock.advance(60_000);
    expect(await done(batchId)).toBe(0);
    expect(await waiting(batchId)).toMatchObject({ kind: 'budget', budget: { of: 'batch', why: 'unknown-cost' } });
    await world.call('batch.update', { id: batchId, creditBudget: ceiling(2, 'send') });
    await world.clock.advance(1_000);
    const batch = async () => (await world.call('app.snapshot', null)).batches[0];
    expect(await batch()).toMatchObject({ spent: { credits: 0, unknown: 1 } });
    await world.finish([batchId]);
    // It counts what the API reports then, and the ceiling may be passed.
    expect(await batch()).toMatchObject({ creditsUsed: 8, spent: { credits: 8, unknown: 0 } });
  });
});
