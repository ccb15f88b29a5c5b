import { expect, it } from 'vitest';
import { seededRandom } from '../../electron/sandbox/random.ts';
import { runBatch } from './kills/batch.ts';
import { MODES, type Mode } from './kills/modes.ts';
import { type Figures, NO_FIGURES, sum, tell } from './support/figures.ts';
import { faultOptions } from './support/options.ts';

const { short, seed, kills } = faultOptions();

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
