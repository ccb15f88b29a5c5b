import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../shared/clock.ts';
import type { Running } from '../../integration/cli-programs.ts';
import type { Field } from '../support/field.ts';

/** Longest wait for the next runs: places that lost jobs hold, and films, take their time. */
const LONGEST_WAIT_MS = 4_000;
/** Either program says something as soon as its engine works. */
const WORKS = /: \d+ jobs?\b|^Abstrakt Companion: /m;

/** How long a start takes on this machine now (ms): within it the database is opened and what was left is recovered. */
let startMs = 350;

/** Lets a program run until a random instant and kills it there. False when it ended by itself before. */
export async function killAtRandom(running: Running, field: Field, random: Random): Promise<boolean> {
  const over = running.ended.then(() => 'over' as const);
  const moment = instant(running, field, random).then(() => 'now' as const);
  if ((await Promise.race([over, moment])) === 'now') running.child.kill('SIGKILL');
  const { signal } = await running.ended;
  await moment;
  return signal === 'SIGKILL';
}

/** While it starts; at any time soon after; or a moment after it let some runs out. */
async function instant(running: Running, field: Field, random: Random): Promise<void> {
  const [kind, share, count] = [random(), random(), 1 + Math.floor(random() * 12)];
  if (kind < 0.2) return sleep(share * startMs);
  await started(running);
  if (kind < 0.4) return sleep(share * 2_500);
  await moreRuns(running, field, count);
  await sleep(share * 300);
}

async function started(running: Running): Promise<void> {
  const began = performance.now();
  // One that ends before it works needs no kill.
  await running.wrote(WORKS).catch(() => {});
  startMs = performance.now() - began;
}

async function moreRuns(running: Running, field: Field, count: number): Promise<void> {
  const before = await field.runsLetIn();
  const giveUp = performance.now() + LONGEST_WAIT_MS;
  const isOver = () => running.child.exitCode !== null;
  while (!isOver() && performance.now() < giveUp && (await field.runsLetIn()) < before + count) await sleep(15);
}
