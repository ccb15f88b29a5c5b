import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { RunSummary } from '../../electron/cli/run/summary.ts';
import type { Fault } from '../../electron/sandbox/sandbox.ts';
import { MODES } from './kills/modes.ts';
import { Field } from './support/field.ts';
import { figuresOf, tell } from './support/figures.ts';
import { faultOptions } from './support/options.ts';

const { short, seed } = faultOptions();
const JOBS = short ? 24 : 60;

type Jobs = RunSummary['jobs'];

interface Case {
  name: string;
  faults: Fault[];
  /** `late`: jobs that are asked for after their submission. */
  mode: 'sync' | 'late';
  /** What the first run, which sends nothing twice, must end with. */
  ends(jobs: Jobs): void;
}

const allDone = (jobs: Jobs) => expect(jobs).toEqual({ done: JOBS, failed: 0, uncertain: 0, cancelled: 0 });
const someUncertain = (jobs: Jobs) => expect([jobs.uncertain > 0, jobs.done + jobs.uncertain]).toEqual([true, JOBS]);
const someFailed = (jobs: Jobs) => expect([jobs.failed > 0, jobs.done + jobs.failed]).toEqual([true, JOBS]);

const run = (kind: Fault['kind'], rate = 0.25): Fault => ({ kind, endpoint: 'run', rate });
const poll = (kind: Fault['kind'], rate = 0.4): Fault => ({ kind, endpoint: 'poll', rate });
const output = (kind: Fault['kind'], rate = 0.4): Fault => ({ kind, endpoint: 'output', rate });

/** All at once, for the gate: what each does alone, the long run tells. */
const TOGETHER: Case[] = [
  {
    name: 'every fault of a submission',
    mode: 'sync',
    faults: [
      run('refuse', 0.05),
      run('cut-before-accept', 0.05),
      run('cut-after-accept', 0.05),
      run('error-500', 0.05),
      run('error-503-before-accept', 0.1),
      run('error-503-after-accept', 0.05),
      run('malformed-json', 0.05),
      run('truncated-json', 0.05),
      run('wrong-types', 0.05),
    ],
    ends: someUncertain,
  },
  {
    name: 'every fault of a poll',
    mode: 'late',
    faults: (['refuse', 'cut-before-accept', 'error-500', 'malformed-json', 'truncated-json', 'wrong-types'] as const).map((kind) => poll(kind, 0.1)),
    ends: allDone,
  },
  {
    name: 'every fault of a download that time mends',
    mode: 'sync',
    faults: (['refuse', 'error-500', 'error-503-before-accept', 'cut-download', 'wrong-length'] as const).map((kind) => output(kind, 0.12)),
    ends: allDone,
  },
  {
    name: 'downloads sent to forbidden places',
    mode: 'sync',
    faults: [output('redirect-private', 0.2), output('redirect-file', 0.2)],
    ends: someFailed,
  },
];

const ALONE: Case[] = [
  // A server that has read a request can't refuse its connection any more: who sent it can't know what was read.
  { name: 'connections closed unanswered', mode: 'sync', faults: [run('refuse')], ends: someUncertain },
  { name: 'cut before accepting', mode: 'sync', faults: [run('cut-before-accept')], ends: someUncertain },
  { name: 'cut after accepting', mode: 'sync', faults: [run('cut-after-accept')], ends: someUncertain },
  { name: 'a storm of 500s', mode: 'sync', faults: [{ kind: 'error-500', endpoint: 'run', count: 30 }], ends: someUncertain },
  { name: 'a storm of 503s', mode: 'sync', faults: [{ kind: 'error-503-before-accept', endpoint: 'run', count: 150 }], ends: allDone },
  { name: '503s after accepting', mode: 'sync', faults: [run('error-503-after-accept')], ends: someUncertain },
  { name: 'malformed answers', mode: 'sync', faults: [run('malformed-json')], ends: someUncertain },
  { name: 'truncated answers', mode: 'sync', faults: [run('truncated-json')], ends: someUncertain },
  { name: 'answers of wrong types', mode: 'sync', faults: [run('wrong-types')], ends: someUncertain },
  { name: 'runs that hang', mode: 'sync', faults: [run('hang', 0.1)], ends: someUncertain },
  { name: 'polls that hang', mode: 'late', faults: [poll('hang', 0.1)], ends: allDone },
  { name: 'a storm of 500s for polls', mode: 'late', faults: [{ kind: 'error-500', endpoint: 'poll', count: 100 }], ends: allDone },
  { name: 'polls with answers of wrong types', mode: 'late', faults: [poll('wrong-types')], ends: allDone },
  { name: 'slow downloads', mode: 'sync', faults: [output('slow-download', 0.3)], ends: allDone },
  { name: 'cut downloads', mode: 'sync', faults: [output('cut-download')], ends: allDone },
  { name: 'downloads that hang', mode: 'sync', faults: [output('hang', 0.1)], ends: allDone },
  { name: 'downloads of a wrong length', mode: 'sync', faults: [output('wrong-length')], ends: allDone },
  { name: 'downloads sent to a private address', mode: 'sync', faults: [output('redirect-private')], ends: someFailed },
  { name: 'downloads sent to a file', mode: 'sync', faults: [output('redirect-file')], ends: someFailed },
];

it('refused connections: nothing left, so every job goes out by itself once there is a server, and none is uncertain', async () => {
  const field = await Field.make({ sandbox: [...MODES.sync.sandbox, '--keys', 'a=business,b=business'] });
  const file = field.promptFile(JOBS, MODES.sync.model, 'fox');
  await field.stopSandbox();
  const running = field.cli(['run', file, '--json']);
  await running.wrote(/: \d+ jobs\b/);
  while (!field.isCutOff() && running.child.exitCode === null) await sleep(20);
  await field.startSandboxAgain();
  allDone((JSON.parse((await running.ended).out) as RunSummary).jobs);
  const found = await field.violations('never');
  tell('faults, refused connections', { ...figuresOf(field.record(), await field.served(), { kills: 0, held: 0, violations: found.length }) });
  expect(found).toEqual([]);
  await field.remove();
});

it.each([...TOGETHER, ...(short ? [] : ALONE)])('$name: every job ends, none is paid twice unasked', async ({ name, mode, faults, ends }) => {
  const field = await Field.make({ sandbox: [...MODES[mode].sandbox, '--keys', 'a=business,b=business', '--seed', String(seed)] });
  const file = field.promptFile(JOBS, MODES[mode].model, 'fox');
  await field.faults(faults);
  const cli = (uncertain: string) => field.cli(['run', file, '--uncertain', uncertain, '--json']);

  ends((JSON.parse((await cli('ask').ended).out) as RunSummary).jobs);
  const found = await field.violations('never');

  // The API is well again, and the user sends what was lost once more.
  await field.faults([]);
  const { jobs } = JSON.parse((await cli('resubmit').ended).out) as RunSummary;
  expect([jobs.uncertain, jobs.done + jobs.failed]).toEqual([0, JOBS]);
  found.push(...(await field.violations('uncertain')));
  tell(`faults, ${name}`, { seed, ...figuresOf(field.record(), await field.served(), { kills: 0, held: 0, violations: found.length }) });
  expect(found, `seed ${seed}`).toEqual([]);
  await field.remove();
});
