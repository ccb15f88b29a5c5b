import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../../electron/engine/log.ts';
import type { CreditBudget } from '../../../shared/domain.ts';
import { EngineWorld, mulberry32 } from '../../support/engine-world.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 25);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PRICES: Readonly<Record<string, number>> = { 'fal-ai/flux/schnell': 1, 'fal-ai/flux/dev': 2, 'flux-schnell': 1, 'flux-dev': 2 };
const MODELS = ['fal-ai/flux/schnell', 'fal-ai/flux/dev'];

const ceiling = fc.option(
  fc.integer({ min: 0, max: 40 }).map((tenths): CreditBudget => ({ credits: tenths / 2, unknown: 'wait' })),
  { freq: 3 },
);
const job = fc.record({ model: fc.constantFrom(...MODELS), images: fc.integer({ min: 1, max: 4 }) });

const scenario = fc.record({
  seed: fc.nat(1_000_000),
  /** Before midnight (UTC), ms. */
  left: fc.integer({ min: 0, max: 5 * 60_000 }),
  keys: fc.array(ceiling, { minLength: 1, maxLength: 3 }),
  day: ceiling,
  batches: fc.array(
    fc.record({ budget: ceiling, rule: fc.constantFrom('ask' as const, 'resubmit' as const), jobs: fc.array(job, { minLength: 1, maxLength: 12 }) }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  deaths: fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 3 }),
  trouble: fc.constantFrom(0, 0.15),
  raise: fc.boolean(),
});

interface Spent {
  scope: string;
  id: number;
  charge: number;
  unknown: number;
}

/** The sums that are kept, against what a look at every attempt gives. */
function wrongSums({ store }: EngineWorld): string[] {
  const kept = store.prepare<[], Spent>('SELECT * FROM spent WHERE charge != 0 OR unknown != 0 ORDER BY scope, id').all();
  const counted = store
    .prepare<[], Spent>(
      `WITH scoped AS (
         SELECT 'key' AS scope, key_id AS id, charge FROM attempt
         UNION ALL SELECT 'batch', job.batch_id, charge FROM attempt JOIN job ON job.id = attempt.job_id
         UNION ALL SELECT 'day-' || api_key.endpoint, started_at / 86400000, charge FROM attempt JOIN api_key ON api_key.id = attempt.key_id
       )
       SELECT scope, id, COALESCE(SUM(charge), 0) AS charge, SUM(charge IS NULL) AS unknown FROM scoped
       GROUP BY scope, id HAVING SUM(charge) != 0 OR SUM(charge IS NULL) != 0 ORDER BY scope, id`,
    )
    .all();
  return JSON.stringify(kept) === JSON.stringify(counted) ? [] : [`sums ${JSON.stringify(kept)}, counted ${JSON.stringify(counted)}`];
}

/** Ceilings that are passed, by our own sums. */
function passed({ store }: EngineWorld, perDay: CreditBudget | null): string[] {
  const over = (table: string, scope: string) =>
    store
      .prepare<[], string>(
        `SELECT '${scope} ' || ${table}.id || ': ' || charge FROM ${table} JOIN spent ON scope = '${scope}' AND spent.id = ${table}.id
         WHERE credit_budget IS NOT NULL AND charge > ROUND(credit_budget * 1000000)`,
      )
      .pluck()
      .all();
  const days = perDay
    ? store
        .prepare<[number], string>(`SELECT 'day ' || id FROM spent WHERE scope = 'day-api' AND charge > ?`)
        .pluck()
        .all(Math.round(perDay.credits * 1e6))
    : [];
  return [...over('api_key', 'key'), ...over('batch', 'batch'), ...days];
}

/** What the API charged, or will when it has done what it took: by its own account. */
function atApi({ sandbox }: EngineWorld, by: (run: ReturnType<typeof sandbox.accepted>[number]) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const run of sandbox.accepted()) {
    const name = by(run);
    const price = (PRICES[run.model] ?? Number.NaN) * Number(run.input['num_images'] ?? 1);
    sums.set(name, (sums.get(name) ?? 0) + (run.endedAtMs === null ? price : run.credits));
  }
  return sums;
}

describe('ceilings for credits', () => {
  it('are never passed: by no interleaving of batches, keys, answers, faults, deaths and days', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ seed, left, keys, day, batches, deaths, trouble, raise }) => {
        const random = mulberry32(seed);
        const world = new EngineWorld({
          seed,
          startMs: Date.UTC(2026, 0, 2) - left,
          sandbox: {
            seed,
            keys: keys.map((_, index) => ({ label: `key ${index}`, plan: 'pro' as const })),
            durations: { 'flux-schnell': { medianMs: 3_000, spread: 0.4 }, 'flux-dev': 31_000 },
            faults: [
              { kind: 'error-503-before-accept', endpoint: 'run', rate: trouble },
              { kind: 'cut-after-accept', endpoint: 'run', rate: trouble },
              { kind: 'content-filter', rate: trouble },
            ],
          },
          latency: () => 5 + random() * 30,
          log: silentLogger,
        });
        await world.start();
        try {
          await world.call('settings.update', { creditsPerDay: day });
          for (const [index, budget] of keys.entries()) await world.call('key.update', { id: index + 1, creditBudget: budget });
          const check = () => {
            expect(passed(world, day)).toEqual([]);
            expect(wrongSums(world)).toEqual([]);
          };
          const ids: number[] = [];
          for (const [index, { budget, rule, jobs }] of batches.entries()) {
            const drafts = jobs.map(({ model, images }, n) => ({ model, input: { prompt: `${index} ${n}`, ...(images > 1 ? { num_images: images } : {}) } }));
            ids.push((await world.call('batch.create', { name: `batch ${index}`, creditBudget: budget, uncertainRule: rule, jobs: drafts })).batchId);
          }
          for (const ms of deaths) {
            await advanceChecking(world, ms, check);
            world.kill();
            await world.clock.advance(1 + (ms % 7_000));
            await world.reopen();
          }
          await advanceChecking(world, 20 * 60_000, check);
          if (raise) {
            for (const [index, { budget }] of batches.entries())
              if (budget) await world.call('batch.update', { id: ids[index]!, creditBudget: { ...budget, credits: budget.credits + 3 } });
            await advanceChecking(world, 10 * 60_000, check);
          }
          // By the API's own account too.
          const byKey = atApi(world, (run) => run.key);
          for (const [index, budget] of keys.entries()) if (budget) expect(byKey.get(`key ${index}`) ?? 0).toBeLessThanOrEqual(budget.credits);
          const byBatch = atApi(world, (run) => String(run.input['prompt']).split(' ')[0]!);
          for (const [index, { budget }] of batches.entries())
            if (budget) expect(byBatch.get(String(index)) ?? 0).toBeLessThanOrEqual(budget.credits + (raise ? 3 : 0));
          if (day)
            for (const sum of atApi(world, (run) => String(Math.floor((run.acceptedAtMs - 100) / DAY))).values())
              expect(sum).toBeLessThanOrEqual(2 * day.credits);
        } finally {
          await world.stop();
        }
      }),
      { numRuns: RUNS },
    );
  });
});

async function advanceChecking(world: EngineWorld, ms: number, check: () => void): Promise<void> {
  const end = world.clock.monotonic() + ms;
  let over = false;
  const cancel = world.clock.setTimer(ms, () => (over = true));
  await world.clock.runUntil(() => {
    check();
    return over || world.clock.monotonic() >= end;
  });
  cancel();
}
