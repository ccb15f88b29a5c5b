import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MODES, underPlan } from '../faults/kills/modes.ts';
import { Field } from '../faults/support/field.ts';
import { Running } from '../integration/cli-programs.ts';
import { call, makeHome, type Home } from './support/desktop-app.ts';
import { electronLauncher, ROOT } from './support/electron.ts';

const JOBS = 40;
const IN_USE = 4;
const ADDRESS = /^Abstrakt Companion: /m;
const { model } = MODES.sync;

let home: Home;

beforeEach(async () => {
  home = await makeHome();
});
afterEach(() => home?.remove());

async function runsOut(field: Field, count: number): Promise<void> {
  while ((await field.runsLetIn()) < count) await sleep(20);
}

it('the desktop app holds its workspace: the others are told by whom, go on with it the moment the app is killed, and it is told in turn', async () => {
  const field = await Field.make({ sandbox: underPlan(MODES.sync, 1) });
  home.workspace = field.workspace;
  const file = field.promptFile(2, model, 'never');
  field.prompts.length = 0;
  const { app, page } = await home.start(field.environment);
  for (const second of [field.cli(['run', file]), field.cli(['doctor', '--mend']), field.serve()]) {
    const { code, err } = await second.ended;
    expect([code, err]).toEqual([IN_USE, expect.stringContaining(`the desktop app (process ${app.process().pid})`)]);
  }
  field.prompts.push(...Array.from({ length: JOBS }, (_, index) => `app ${index + 1}`));
  await call(page, 'batch.create', { name: 'foxes', jobs: field.prompts.map((prompt) => ({ model, input: { prompt } })) });
  await runsOut(field, 10);
  app.process().kill('SIGKILL');

  const host = field.serve();
  await host.wrote(ADDRESS);
  expect(await startInVain(home)).toContain(`This workspace is open in the browser host (process ${host.child.pid}).`);
  await runsOut(field, JOBS - 12);
  host.child.kill('SIGTERM');
  expect((await host.ended).code).toBe(0);

  const { page: again, app: last } = await home.start(field.environment);
  const left = async () => (await call(again, 'job.list', { states: ['queued', 'submitting', 'running', 'collecting'] })).total;
  await expect.poll(left, { timeout: 60_000 }).toBe(0);
  await last.close();
  expect(await field.violations('never')).toEqual([]);
  await field.remove();
});

/** What the app says where it cannot open; the box that says it to a person is taken away with it. */
async function startInVain(home: Home): Promise<string> {
  const child = spawn(await electronLauncher(home.folder), [...home.switches, '.', '--workspace', home.workspace], { cwd: ROOT, detached: true });
  const app = new Running(child);
  const [said] = await app.wrote(/cannot open\. .*/);
  process.kill(-child.pid!, 'SIGKILL');
  await app.ended;
  return said;
}
