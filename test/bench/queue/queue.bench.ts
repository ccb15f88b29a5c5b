import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBare } from './bare.ts';
import { openCompanion } from './companion.ts';
import { type Contestant, FULL } from './contestants.ts';
import { type Course, type Figures, interleave, median, ratio } from './measure.ts';
import { openLiteque, openPlainjob } from './peers.ts';

/**
 * The queue on a real disk, beside the least that SQLite can do and the queues people use, all with `synchronous` FULL, in turn in one run.
 * Ratios travel between machines; jobs a second do not. TMPDIR says on which disk.
 */
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 9);
const JOBS = 300;
const BULK = 10_000;
const BACKLOG = 5_000;

const folder = mkdtempSync(join(tmpdir(), 'abstrakt-queue-bench-'));
const contestants: Contestant[] = [];

async function enter(contestant: Contestant | Promise<Contestant>): Promise<Contestant> {
  const one = await contestant;
  expect(one.synchronous(), `${one.name} is durable`).toBe(FULL);
  contestants.push(one);
  return one;
}

let companion: Contestant;
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
  for (const one of contestants) await one.close();
  rmSync(folder, { recursive: true });
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

it.each([1, 10, 50])('claims and completes, %i at a time', async (size) => {
  const entered = size === 1 ? [companion, plain, fused, plainjob, liteque] : [companion, plain, batch, plainjob, liteque];
  const courses = entered.map((one): Course => {
    const steps = one === liteque ? 50 : JOBS;
    return { name: one.name, steps, prepare: () => (one === liteque ? one.add(steps) : undefined), round: () => one.work(steps, size) };
  });
  print(`jobs claimed and completed a second, ${size} at a time`, await interleave(courses, ROUNDS));
});

function print(title: string, figures: Figures): void {
  const rows = [...figures].map(([name, values]) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const share = ratio(figures, name, plain.name).toFixed(2);
    return `  ${name.padEnd(16)}${median(values).toFixed(0).padStart(9)}   ${share.padStart(6)} of bare   (${low.toFixed(0)} to ${high.toFixed(0)})`;
  });
  process.stdout.write(`\n${title}\n${rows.join('\n')}\n`);
}
