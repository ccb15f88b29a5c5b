import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { call, signIn } from '../support/host-socket.ts';
import type { Running } from '../integration/cli-programs.ts';
import { MODES, underPlan } from './kills/modes.ts';
import { Field } from './support/field.ts';
import { figuresOf, tell } from './support/figures.ts';
import { allDone, jobsAfter } from './support/jobs.ts';
import { faultOptions, ONLY_LONG } from './support/options.ts';

const { short, seed } = faultOptions();
const JOBS = short ? 40 : 120;
const timeout = 240_000;
const { model } = MODES.sync;
const ADDRESS = /^Abstrakt Companion: (\S+)$/m;
const IN_USE = 4;

const make = () => Field.make({ sandbox: underPlan(MODES.sync, seed) });

async function finished(what: string, field: Field, kills = 0): Promise<void> {
  const found = await field.violations('never');
  tell(`hosts, ${what}`, { seed, ...figuresOf(field.record(), await field.served(), { kills, held: 0, violations: found.length }) });
  expect(found, `seed ${seed}`).toEqual([]);
  await field.remove();
}

async function runsOut(field: Field, count: number): Promise<void> {
  while ((await field.runsLetIn()) < count) await sleep(20);
}

async function kill(running: Running, signal: NodeJS.Signals): Promise<number | null> {
  running.child.kill(signal);
  return (await running.ended).code;
}

describe('one workspace, several hosts', { timeout }, () => {
  it('is held by the browser host: the command line and a second one are told by whom, send nothing, and have it the moment the holder is killed', async () => {
    const field = await make();
    const file = field.promptFile(JOBS, model, 'fox');
    const host = field.serve();
    await host.wrote(ADDRESS);
    for (const second of [field.cli(['run', file]), field.cli(['status']), field.cli(['doctor', '--mend']), field.cli(['rebuild', '--force']), field.serve()]) {
      const { code, err } = await second.ended;
      expect([code, err]).toEqual([IN_USE, expect.stringContaining(`the browser host (process ${host.child.pid})`)]);
    }
    expect((await field.served()).runs).toEqual([]);
    await kill(host, 'SIGKILL');
    expect(jobsAfter(await field.cli(['run', file, '--json']).ended)).toEqual(allDone(JOBS));
    await finished('held and killed', field, 1);
  });

  it('wanted by four at the same instant, again and again after a kill: one has it, no job is enqueued or sent twice', async () => {
    const field = await make();
    const file = field.promptFile(JOBS, model, 'fox');
    const rounds = short ? 1 : 6;
    for (let round = 0; round < rounds; round++) {
      const all = Array.from({ length: 4 }, () => field.cli(['run', file, '--json']));
      await Promise.race(all.map((one) => one.wrote(/: \d+ jobs?\b/).catch(() => sleep(10_000))));
      const codes = () => all.flatMap(({ child }) => child.exitCode ?? []);
      // Where the machine is busy, one may come long after the others.
      while (codes().length < 3) await sleep(20);
      expect(codes()).toEqual([IN_USE, IN_USE, IN_USE]);
      for (const one of all) one.child.kill('SIGKILL');
      await Promise.all(all.map((one) => one.ended));
    }
    const { done, uncertain } = jobsAfter(await field.cli(['run', file, '--json']).ended);
    expect(done + uncertain).toBe(JOBS);
    await finished('a race', field, rounds);
  });
});

describe('SIGTERM during a burst', { timeout }, () => {
  it('of the command line: what is out is waited for, nothing new leaves, nothing is uncertain, and the same command goes on', async () => {
    const field = await make();
    const file = field.promptFile(JOBS, model, 'fox');
    let stops = 0;
    for (let over = false; !over; stops++) {
      const run = field.cli(['run', file, '--json']);
      await Promise.race([run.ended, runsOut(field, (await field.runsLetIn()) + 8)]);
      const code = await kill(run, 'SIGTERM');
      expect(code).toBeOneOf([0, 143]);
      over = code === 0;
      expect(await field.violations('never')).toEqual([]);
    }
    expect(jobsAfter(await field.cli(['run', file, '--json']).ended)).toEqual(allDone(JOBS));
    await finished('SIGTERM, command line', field, stops);
  });

  it.each(ONLY_LONG)('of the browser host, and of one whose answers hang: the wait is bounded, the store is right (%s)', async () => {
    const field = await make();
    const host = field.serve();
    const [, address = ''] = await host.wrote(ADDRESS);
    const { socket } = await signIn(address);
    const prompts = Array.from({ length: JOBS }, (_, index) => `host ${index + 1}`);
    field.prompts.push(...prompts);
    await call(socket, 'batch.create', { name: 'foxes', jobs: prompts.map((prompt) => ({ model, input: { prompt } })) });
    await runsOut(field, 8);
    await field.faults([{ kind: 'hang', endpoint: 'run', rate: 0.2 }]);
    await runsOut(field, 14);
    const asked = performance.now();
    expect(await kill(host, 'SIGTERM')).toBe(0);
    expect(performance.now() - asked).toBeLessThan(20_000);
    await field.faults([]);
    const again = field.serve();
    const [, next = ''] = await again.wrote(ADDRESS);
    const { socket: eyes } = await signIn(next);
    const left = async () => (await call(eyes, 'job.list', { states: ['queued', 'submitting', 'running', 'collecting'] })).total;
    while ((await left()) > 0) await sleep(100);
    expect(await kill(again, 'SIGTERM')).toBe(0);
    await finished('SIGTERM, browser host', field, 1);
  });
});
