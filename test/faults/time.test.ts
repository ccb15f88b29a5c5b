import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Running } from '../integration/cli-programs.ts';
import { MODES, underPlan, type Mode } from './kills/modes.ts';
import { Field } from './support/field.ts';
import { figuresOf, tell } from './support/figures.ts';
import { allDone, type Jobs, jobsAfter } from './support/jobs.ts';
import { faultOptions, ONLY_LONG } from './support/options.ts';

const { short, seed } = faultOptions();
const JOBS = short ? 40 : 120;
const timeout = 300_000;
/** For the gate the one in which most is out at a time; the long run takes both. */
const ways = short ? (['sync'] as const) : (['sync', 'late'] as const);
/** Waits for a poll or a window that the sleep moved, up to minutes: by hand only. */
const asleep: readonly ('sync' | 'late')[] = short ? [] : ways;

const make = (mode: Mode) => Field.make({ sandbox: underPlan(mode, seed) });

async function finished(what: string, field: Field): Promise<void> {
  const found = await field.violations('never');
  tell(`time, ${what}`, { seed, ...figuresOf(field.record(), await field.served(), { kills: 0, held: 0, violations: found.length }) });
  expect(found, `seed ${seed}`).toEqual([]);
  await field.remove();
}

async function runsOut(field: Field, count: number): Promise<void> {
  while ((await field.runsLetIn()) < count) await sleep(20);
}

/**
 * Runs the file until all of it has ended. A batch of which more fails than comes home is held, and the person who runs it again lets it go on.
 */
async function toTheEnd(field: Field, file: string): Promise<{ jobs: Jobs; said: string }> {
  for (let said = ''; ;) {
    const run = await field.cli(['run', file, '--json']).ended;
    const jobs = jobsAfter(run);
    said += run.err;
    if (jobs.done + jobs.failed + jobs.uncertain === JOBS) return { jobs, said };
    expect(said).not.toContain('paused and goes on');
  }
}

/** The machine sleeps: the program stands still, and so many hours go by for everybody. */
async function sleepThrough(field: Field, run: Running, hours: number, stillMs: number): Promise<void> {
  run.child.kill('SIGSTOP');
  field.setServerClock(hours);
  field.setClock(run, hours);
  await sleep(stillMs);
  run.child.kill('SIGCONT');
}

describe('the wall clock', { timeout }, () => {
  it.each(ways)('set by hours, forth and back, while jobs are out (%s): each job is sent once and comes home, none waits for hours', async (name) => {
    const field = await make(MODES[name]);
    const file = field.promptFile(JOBS, MODES[name].model, 'fox');
    const run = field.cli(['run', file, '--json']);
    for (const hours of short ? [3, -5, 0] : [3, -5, 0, 26, -26, 0.25, 0]) {
      await Promise.race([run.ended, runsOut(field, Math.min(JOBS, (await field.runsLetIn()) + 6))]);
      if (run.child.exitCode !== null) break;
      field.setClock(run, hours);
    }
    expect(jobsAfter(await run.ended)).toEqual(allDone(JOBS));
    await finished(`clock set, ${name}`, field);
  });

  it.each(asleep)('an hour asleep in the middle (%s): answers that came meanwhile count, and it goes on at once', async (name) => {
    const field = await make(MODES[name]);
    const file = field.promptFile(JOBS, MODES[name].model, 'fox');
    const run = field.cli(['run', file, '--json']);
    await runsOut(field, 10);
    await sleepThrough(field, run, 1, 2_500);
    const { done, uncertain } = jobsAfter(await run.ended);
    expect(done + uncertain).toBe(JOBS);
    await finished(`an hour asleep, ${name}`, field);
  });
});

describe('24 hours', { timeout }, () => {
  /** Jobs that the API has and that were not asked for when the program is killed. */
  async function leftAtTheApi(): Promise<{ field: Field; file: string; left: number }> {
    const field = await make(MODES.late);
    const file = field.promptFile(JOBS, MODES.late.model, 'fox');
    // Until it knows better it asks late; nothing comes home before the kill.
    await field.faults([{ kind: 'error-503-before-accept', endpoint: 'poll', rate: 1 }]);
    const run = field.cli(['run', file, '--json']);
    await runsOut(field, 12);
    await sleep(1_500);
    run.child.kill('SIGKILL');
    await run.ended;
    await field.faults([]);
    // A job that ends only after its server's clock was set on is a young one, which the API knows for another day.
    while ((await field.served()).runs.some(({ ended }) => !ended)) await sleep(50);
    const left = field.record().jobs.filter(({ state }) => state === 'running').length;
    expect(left).toBeGreaterThan(0);
    return { field, file, left };
  }

  it.each(ONLY_LONG)('less than that away: everything the API kept comes home without a new run (%s)', async () => {
    const { field, file } = await leftAtTheApi();
    for (const set of ['setServerClock', 'setClockLater'] as const) field[set](23);
    const { done, uncertain } = jobsAfter(await field.cli(['run', file, '--json']).ended);
    expect(done + uncertain).toBe(JOBS);
    await finished('23 hours away', field);
  });

  it('more than that away: what the API forgot fails in words, is not sent again by itself, and the rest goes on', async () => {
    const { field, file, left } = await leftAtTheApi();
    for (const set of ['setServerClock', 'setClockLater'] as const) field[set](25);
    const { jobs, said } = await toTheEnd(field, file);
    expect(jobs.failed).toBe(left);
    expect(said).toContain('The API no longer knows this job: it keeps results for 24 hours.');
    await finished('25 hours away', field);
  });

  it.each(ONLY_LONG)('outputs that would not come down until they were gone: the job fails and says that it cost (%s)', async () => {
    const field = await make(MODES.sync);
    const file = field.promptFile(8, MODES.sync.model, 'fox');
    await field.faults([{ kind: 'error-500', endpoint: 'output', rate: 1 }]);
    const run = field.cli(['run', file, '--json']);
    while (field.prompts.length > (await field.served()).runs.length) await sleep(50);
    await sleep(1_500);
    run.child.kill('SIGTERM');
    await run.ended;
    await field.faults([]);
    for (const set of ['setServerClock', 'setClockLater'] as const) field[set](25);
    const after = await field.cli(['run', file, '--json']).ended;
    expect(jobsAfter(after)).toEqual({ done: 0, failed: 8, uncertain: 0, cancelled: 0 });
    expect(after.err).toContain('The job ran and may have cost credits.');
    await finished('outputs gone', field);
  });
});

describe('the server', { timeout }, () => {
  it.each(ways)('dies and is started again knowing nothing (%s): what it had fails or is uncertain, the rest goes on', async (name) => {
    const field = await make(MODES[name]);
    const file = field.promptFile(JOBS, MODES[name].model, 'fox');
    const run = field.cli(['run', file, '--json']);
    await runsOut(field, 10);
    await field.restartSandbox();
    await run.ended;
    const { jobs } = await toTheEnd(field, file);
    expect([jobs.done > 0, jobs.failed + jobs.uncertain > 0]).toEqual([true, true]);
    await finished(`server restarted, ${name}`, field);
  });
});
