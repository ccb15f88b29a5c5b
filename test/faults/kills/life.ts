import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../shared/clock.ts';
import type { Running } from '../../integration/cli-programs.ts';
import type { Field } from '../support/field.ts';

/** A start of a program takes about so long (ms): within it the database is opened and what was left is recovered. */
const START_MS = 350;
/** Longest wait for the next runs: places that lost jobs hold, and films, take their time. */
const LONGEST_WAIT_MS = 4_000;

/** Lets a program run until a random instant and kills it there. False when it ended by itself before. */
export async function killAtRandom(running: Running, field: Field, random: Random): Promise<boolean> {
  const over = running.ended.then(() => 'over' as const);
  const moment = instant(field, random).then(() => 'now' as const);
  if ((await Promise.race([over, moment])) === 'now') running.child.kill('SIGKILL');
  const { signal } = await running.ended;
  await moment;
  return signal === 'SIGKILL';
}

/** While it starts; soon after it let some runs out; or at any time. */
async function instant(field: Field, random: Random): Promise<void> {
  const kind = random();
  if (kind < 0.2) return sleep(random() * START_MS);
  if (kind < 0.4) return sleep(START_MS + random() * 2_500);
  await moreRuns(field, 1 + Math.floor(random() * 12));
  await sleep(random() * 300);
}

async function moreRuns(field: Field, count: number): Promise<void> {
  const before = await field.runsLetIn();
  const giveUp = Date.now() + LONGEST_WAIT_MS;
  while (Date.now() < giveUp && (await field.runsLetIn()) < before + count) await sleep(15);
}
