import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBare } from './bare.ts';
import { openCompanion } from './companion.ts';
import { type Contestant, FULL, payload } from './contestants.ts';
import { type Course, type Figures, interleave, median, ratio } from './measure.ts';
import { openLiteque, openPlainjob } from './peers.ts';
import { longestTurn, type Turns } from './turns.ts';
import { openWholeEngine } from './whole-engine.ts';

/**
 * The queue on a real disk, beside the least that SQLite can do and the queues people use, all with `synchronous` FULL, in turn in one run.
 * Ratios travel between machines; jobs a second do not. TMPDIR says on which disk.
 */
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 9);
/** Of a round: enough that its beginning and its end, when not all places are taken, weigh little. */
const JOBS = 1_000;
const BULK = 10_000;
const SIZES = [1, 10, 50];
/** Enough for every course that takes from it: those of all sizes, warming up included. */
const BACKLOG = JOBS * (ROUNDS + 1) * SIZES.length;
/** A turn longer than a frame is felt. */
const LONGEST_TURN_MS = 16;
/** What a claim, or a whole job, may take more beside a history or a backlog. */
const FLAT = 1.2;

const folder = mkdtempSync(join(tmpdir(), 'abstrakt-queue-bench-'));
const contestants: Contestant[] = [];

async function enter<One extends Contestant>(contestant: One | Promise<One>): Promise<One> {
  const one = await contestant;
  expect(one.synchronous(), `${one.name} is durable`).toBe(FULL);
  contestants.push(one);
  return one;
}

let companion: Awaited<ReturnType<typeof openCompanion>>;
let plain: Contestant;
let fused: Contestant;
let batch: Contestant;
let plainjob: Contestant;
let liteque: Contestant;

beforeAll(async () => {
  companion = await enter(openCompanion(folder));
  plain = await enter(openBare(folder, 'plain'));
  fused = await enter(openBare(folder, 'fused'));
  batch = await enter(openBare(folder, 'batch'));
  plainjob = await enter(openPlainjob(folder));
  liteque = await enter(openLiteque(folder));
  for (const one of contestants) await one.add(one === liteque ? 600 : BACKLOG);
});

afterAll(async () => {
  try {
    for (const one of contestants) await one.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('adds one by one', async () => {
  const courses = [companion, plain, plainjob, liteque].map((one): Course => {
    const steps = one === liteque ? 50 : 200;
    return {
      name: one.name,
      steps,
      async round() {
        for (let index = 0; index < steps; index++) await one.add(1);
      },
    };
  });
  print('jobs added a second, one by one', await interleave(courses, ROUNDS));
});

it('adds many at once', async () => {
  const courses = [companion, plain, plainjob].map((one): Course => ({ name: one.name, steps: BULK, round: () => one.add(BULK) }));
  print('jobs added a second, 10,000 at once', await interleave(courses, ROUNDS));
});

it.each(SIZES)('claims and completes, %i at a time', async (size) => {
  const entered = size === 1 ? [companion, plain, fused, plainjob, liteque] : [companion, plain, batch, plainjob, liteque];
  const courses = entered.map((one): Course => {
    const steps = one === liteque ? 50 : JOBS;
    return { name: one.name, steps, prepare: () => (one === liteque ? one.add(steps) : undefined), round: () => one.work(steps, size) };
  });
  print(`jobs claimed and completed a second, ${size} at a time`, await interleave(courses, ROUNDS));
});

it('enqueues 10,000 without holding up anything else', async () => {
  const { engine, enqueue } = await openWholeEngine(join(folder, 'whole'));
  const jobs = Array.from({ length: BULK }, (_, index) => ({ model: 'fal-ai/flux/schnell', input: payload(index) }));
  const longest: Turns[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const turns = await longestTurn(() => enqueue(jobs));
    if (round > 0) longest.push(turns);
  }
  await engine.stop();
  const [wall, processor] = [longest.map((one) => one.wall), longest.map((one) => one.processor)];
  const range = (values: readonly number[]) => `${median(values).toFixed(1)} (${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)})`;
  process.stdout.write(`\nlongest turn while 10,000 jobs are enqueued, ms: ${range(wall)}; of the processor: ${range(processor)}\n`);
  // What else the machine does makes turns longer, and never shorter.
  expect(Math.min(...wall)).toBeLessThanOrEqual(LONGEST_TURN_MS);
});

describe('beside what is there already', () => {
  const beside = [
    { name: 'nothing', finished: 0, waiting: BACKLOG },
    { name: '10,000 finished', finished: 10_000, waiting: BACKLOG },
    { name: '1,000,000 finished', finished: 1_000_000, waiting: BACKLOG },
    { name: '100,000 waiting', finished: 1, waiting: 100_000 },
  ];
  const size = 10;

  it('claims and completes as fast', async () => {
    const whole = new Map<string, number[]>();
    const claims = new Map<string, number[]>();
    const ones = [];
    for (const { name, finished, waiting } of beside) {
      const one = await enter(openCompanion(folder, finished, 'beside'));
      await one.add(waiting);
      ones.push({ name, one });
    }
    for (let round = 0; round <= ROUNDS; round++)
      for (const { name, one } of ones) {
        const before = { ...one.claims };
        const began = performance.now();
        await one.work(JOBS, size);
        if (round === 0) continue;
        push(whole, name, JOBS / ((performance.now() - began) / 1_000));
        push(claims, name, (one.claims.jobs - before.jobs) / ((one.claims.ms - before.ms) / 1_000));
      }
    print(`jobs claimed and completed a second, ${size} at a time, beside`, whole, 'nothing');
    print(`jobs claimed a second, ${size} at a time, beside`, claims, 'nothing');
    for (const { name } of beside) for (const figures of [whole, claims]) expect.soft(ratio(figures, name, 'nothing'), name).toBeGreaterThanOrEqual(1 / FLAT);
  });
});

function push(figures: Map<string, number[]>, name: string, value: number): void {
  figures.set(name, [...(figures.get(name) ?? []), value]);
}

function print(title: string, figures: Figures, least: string = plain.name): void {
  const rows = [...figures].map(([name, values]) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const share = ratio(figures, name, least).toFixed(2);
    return `  ${name.padEnd(20)}${median(values).toFixed(0).padStart(9)}   ${share.padStart(6)} of ${least}   (${low.toFixed(0)} to ${high.toFixed(0)})`;
  });
  process.stdout.write(`\n${title}\n${rows.join('\n')}\n`);
}
