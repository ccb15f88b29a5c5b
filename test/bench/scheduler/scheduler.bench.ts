import { afterAll, describe, expect, it } from 'vitest';
import { type KeyOptions } from '../../../electron/sandbox/sandbox.ts';
import type { WindowKind } from '../../../electron/sandbox/limits/minute-window.ts';
import { PLANS, type PlanName } from '../../../shared/plans.ts';
import { EngineWorld, mulberry32 } from '../../support/engine-world.ts';
import { lowerBoundMs } from './lower-bound.ts';

/**
 * The engine's own scheduler, runner and store in virtual time against the sandbox's own limit code: makespan over the exact lower bound,
 * refusals, requests a job. A benchmark: it prints figures and asserts only what must never be otherwise.
 */
const WINDOWS: readonly WindowKind[] = ['fixed', 'sliding', 'token-bucket'];
/** Starting points within the server's minute, ms. */
const PHASES = [0, 7_000, 23_500, 41_000, 58_900];
const DAY = Date.UTC(2026, 0, 5, 9);

interface Scenario {
  name: string;
  plans: readonly PlanName[];
  jobs: number;
  model: string;
  serviceMs: number;
  /** Runs the same jobs first, so that durations and ways of counting are known. */
  faults?: { kind: 'error-503-before-accept'; rate: number }[];
}

const SCENARIOS: readonly Scenario[] = [
  { name: '1,500 jobs of 4 s, Free+Pro+Pro+Business', plans: ['free', 'pro', 'pro', 'business'], jobs: 1_500, model: 'flux-schnell', serviceMs: 4_000 },
  { name: '4,500 jobs of 4 s (ten windows), same keys', plans: ['free', 'pro', 'pro', 'business'], jobs: 4_500, model: 'flux-schnell', serviceMs: 4_000 },
  { name: '300 jobs of 4 s, 3 Free (a day each)', plans: ['free', 'free', 'free'], jobs: 290, model: 'flux-schnell', serviceMs: 4_000 },
  { name: '200 clips of 90 s, Pro+Free', plans: ['pro', 'free'], jobs: 200, model: 'fal-ai/ltx-video', serviceMs: 90_000 },
  {
    name: '1,500 jobs of 4 s, 5 % answered 503',
    plans: ['free', 'pro', 'pro', 'business'],
    jobs: 1_500,
    model: 'flux-schnell',
    serviceMs: 4_000,
    faults: [{ kind: 'error-503-before-accept', rate: 0.05 }],
  },
];

interface Row {
  scenario: string;
  window: string;
  'worst ratio': string;
  'mean ratio': string;
  '429s': number;
  'requests a job': string;
}

const rows: Row[] = [];

afterAll(() => {
  process.stdout.write(`\n${table(rows)}\n`);
});

describe.each(SCENARIOS)('$name', (scenario) => {
  it.each(WINDOWS)('%s', async (window) => {
    const runs: Awaited<ReturnType<typeof run>>[] = [];
    for (const phase of PHASES) runs.push(await run(scenario, window, DAY + phase));
    rows.push({
      scenario: scenario.name,
      window,
      'worst ratio': Math.max(...runs.map((one) => one.ratio)).toFixed(3),
      'mean ratio': (runs.reduce((sum, one) => sum + one.ratio, 0) / runs.length).toFixed(3),
      '429s': runs.reduce((sum, one) => sum + one.refusals, 0),
      'requests a job': Math.max(...runs.map((one) => one.requestsPerJob)).toFixed(3),
    });
    expect(runs.every((one) => one.done === scenario.jobs)).toBe(true);
    expect(runs.reduce((sum, one) => sum + one.refusals, 0)).toBe(0);
  });
});

async function run({ plans, jobs, model, serviceMs, faults }: Scenario, window: WindowKind, startMs: number) {
  const random = mulberry32(startMs);
  const keys: KeyOptions[] = plans.map((plan, index) => ({ label: `${plan}-${index}`, plan }));
  const world = new EngineWorld({
    startMs,
    sandbox: { window, keys, durations: { [model]: serviceMs }, ...(faults ? { faults } : {}) },
    latency: () => 5 + random() * 20,
  });
  await world.start();
  const { batchId } = await world.call('batch.create', {
    name: 'bench',
    jobs: Array.from({ length: jobs }, (_, index) => ({ model, input: { prompt: `a fox, ${index}` } })),
  });
  const began = world.clock.now();
  await world.finish([batchId]);
  const took = world.clock.now() - began;
  const bound = lowerBoundMs({ keys: plans.map((plan) => PLANS[plan]), window, startMs: began, jobs, serviceMs });
  const { jobs: counts } = await world.call('batch.summary', { ids: [batchId] });
  const sent = world.sandbox
    .requests()
    .flatMap((key) => Object.values(key.admitted))
    .reduce((a, b) => a + b, 0);
  const result = { ratio: took / bound, refusals: world.refusals(), requestsPerJob: sent / jobs, done: counts.done };
  await world.stop();
  return result;
}

function table(all: readonly Row[]): string {
  const columns = Object.keys(all[0] ?? {}) as (keyof Row)[];
  const width = (column: keyof Row) => Math.max(column.length, ...all.map((row) => String(row[column]).length));
  const line = (cells: readonly string[]) => cells.map((cell, index) => cell.padEnd(width(columns[index]!))).join('  ');
  return [line(columns), ...all.map((row) => line(columns.map((column) => String(row[column]))))].join('\n');
}
