import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { seededRandom } from '../../electron/sandbox/random.ts';
import type { Running } from '../integration/cli-programs.ts';
import { runBatch } from './kills/batch.ts';
import { MODES, type Mode } from './kills/modes.ts';
import { Field } from './support/field.ts';
import { type Figures, NO_FIGURES, sum, tell } from './support/figures.ts';
import { faultOptions } from './support/options.ts';

const { short, seed, kills } = faultOptions();

const THOUSANDS = 5_000;
const ENQUEUE_KILLS = short ? 2 : 12;
/** About what opening and writing so many take together: kills fall before, into and after it. */
const ENQUEUE_MS = 1_500;

/** Films take half a minute each: they get what kills are worth their time. */
const SHARES: readonly { mode: Mode; share: number; jobs: number }[] = [
  { mode: MODES.sync, share: 0.5, jobs: short ? 80 : 200 },
  { mode: MODES.late, share: 0.15, jobs: short ? 40 : 200 },
  { mode: MODES.async, share: 0.35, jobs: short ? 40 : 200 },
];

it.each(SHARES)('$mode.name: killed at random instants, no job is lost, none is sent twice unasked, every byte is home', async ({ mode, share, jobs }) => {
  const wanted = Math.ceil(kills * share);
  const random = seededRandom(`kills ${seed} ${mode.name}`);
  const began = Date.now();
  const found: string[] = [];
  let all: Figures = NO_FIGURES;
  for (let number = 0; all.kills < wanted; number++) {
    const batch = await runBatch({ mode, number, jobs, kills: Math.min(mode.killsABatch, wanted - all.kills), random });
    found.push(...batch.violations.map((sentence) => `batch ${number}: ${sentence}`));
    all = sum(all, batch.figures);
    tell(`kills, ${mode.name}, batch ${number}`, { ...batch.figures });
  }
  tell(`kills, ${mode.name}, all`, { seed, ...all, seconds: Math.round((Date.now() - began) / 1000) });
  expect(found, `seed ${seed}`).toEqual([]);
});

it('while thousands of jobs are being enqueued: all of a file are there or none, and run again it is there once', async () => {
  const random = seededRandom(`enqueue ${seed}`);
  // Few go out before the next kill.
  const field = await Field.make({ sandbox: ['--media', 'stub', '--keys', 'a=free'] });
  let whole = 0;
  for (let number = 1; number <= ENQUEUE_KILLS; number++) {
    const file = field.promptFile(THOUSANDS, MODES.sync.model, `file-${number}`);
    const there = () => field.record().jobs.filter(({ prompt }) => prompt.startsWith(`file-${number} `)).length;
    await killWhenOpen(field.cli(['run', file]), field, random() * ENQUEUE_MS);
    const left = there();
    expect(left).toBeOneOf([0, THOUSANDS]);
    if (left > 0) whole++;
    const again = field.cli(['run', file]);
    await again.wrote(/: 5,?000 jobs/);
    again.child.kill('SIGTERM');
    await again.ended;
    expect(there()).toBe(THOUSANDS);
  }
  const found = await field.violations('never');
  tell('kills, enqueueing', { seed, kills: ENQUEUE_KILLS, whole, violations: found.length });
  expect(found, `seed ${seed}`).toEqual([]);
  await field.remove();
});

/** Kills a program so long after it has opened the workspace, unless it has ended. */
async function killWhenOpen(running: Running, field: Field, afterMs: number): Promise<void> {
  const holder = join(field.workspace, 'engine.holder.json');
  const isOpen = () => existsSync(holder) && readFileSync(holder, 'utf8').includes(`"pid":${running.child.pid}`);
  while (!isOpen() && running.child.exitCode === null) await sleep(5);
  await Promise.race([running.ended, sleep(afterMs)]);
  running.child.kill('SIGKILL');
  await running.ended;
}
