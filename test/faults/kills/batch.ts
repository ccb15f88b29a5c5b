import { expect } from 'vitest';
import type { Random } from '../../../shared/clock.ts';
import type { RunSummary } from '../../../electron/cli/run/summary.ts';
import { Field } from '../support/field.ts';
import { type Figures, figuresOf } from '../support/figures.ts';
import { releaseHeld } from '../support/release-held.ts';
import { killAtRandom } from './life.ts';
import { type Mode, revisionOf } from './modes.ts';

/** Share of the kills while lost jobs are sent again on the user's word. */
const SHARE_IN_THE_END = 0.15;
/** How often it is another host that goes on with the queue. */
const BROWSER_HOST_SHARE = 0.25;

export interface BatchPlan {
  mode: Mode;
  /** Which batch of the run it is. */
  number: number;
  jobs: number;
  kills: number;
  random: Random;
}

/** Takes one batch through its kills to its end, checks what is left, and tells what happened. */
export async function runBatch({ mode, number, jobs, kills, random }: BatchPlan): Promise<{ figures: Figures; violations: string[] }> {
  const field = await taught(mode, number);
  const file = field.promptFile(jobs, mode.model, `batch-${number}`);
  const askUser = random() < 0.5;
  let killed = 0;
  let held = 0;
  await liveAndDie(askUser ? 'ask' : 'resubmit', Math.ceil(kills * (1 - SHARE_IN_THE_END)));
  const found = askUser ? await unasked() : [];
  await liveAndDie('resubmit', kills);
  held += await releaseHeld(field, ['failed', 'uncertain']);
  const { code, out, err } = await run('resubmit').ended;
  expect([code, err], `batch ${number}, ${mode.name}`).toEqual([0, expect.any(String)]);
  const summary = JSON.parse(out) as RunSummary;
  expect(summary.jobs).toEqual({ done: jobs, failed: 0, uncertain: 0, cancelled: 0 });
  expect(summary.requests.poll > 0, `${mode.name} asks for its jobs`).toBe(mode.polls);
  found.push(...(await field.violations('uncertain')));
  const figures = figuresOf(field.record(), await field.served(), { kills: killed, held, violations: found.length });
  await field.remove();
  return { figures, violations: found };

  function run(uncertain: 'ask' | 'resubmit') {
    return field.cli(['run', file, '--uncertain', uncertain, '--json']);
  }

  /** What a user finds who sent nothing again: every job done, or uncertain and sent once. */
  async function unasked(): Promise<string[]> {
    held += await releaseHeld(field, ['failed']);
    const { code, out } = await run('ask').ended;
    const summary = (JSON.parse(out) as RunSummary).jobs;
    expect([summary.done + summary.uncertain, code], `batch ${number}, ${mode.name}`).toEqual([jobs, summary.uncertain > 0 ? 3 : 0]);
    return field.violations('never');
  }

  /** Lives that end in the middle, until there were so many kills or nothing is left to do. */
  async function liveAndDie(uncertain: 'ask' | 'resubmit', until: number): Promise<void> {
    for (let over = false; killed < until && !over;) {
      const browserHost = killed > 0 && random() < BROWSER_HOST_SHARE;
      over = !(await killAtRandom(browserHost ? field.serve() : run(uncertain), field, random));
      if (!over) killed++;
    }
  }
}

/** A field whose workspace knows what scheduling needs to know, so that a kill finds few jobs out at a time. */
async function taught(mode: Mode, number: number): Promise<Field> {
  const sandbox = [...mode.sandbox, '--revision', revisionOf(mode, number)];
  if (mode.lessons === 0) return Field.make({ sandbox });
  const school = await Field.make({ sandbox });
  const lessons = school.promptFile(mode.lessons, mode.model, 'lesson');
  expect((await school.cli(['run', lessons]).ended).code).toBe(0);
  const field = await Field.from(school, { sandbox });
  await school.remove();
  return field;
}
