import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { DATABASE_FILE } from '../../electron/engine/engine.ts';
import { MODES, underPlan } from './kills/modes.ts';
import { Field } from './support/field.ts';
import { figuresOf, tell } from './support/figures.ts';
import { allDone, jobsAfter } from './support/jobs.ts';
import { faultOptions, ONLY_LONG } from './support/options.ts';
import { mayMount, NOBODY, Volume } from './support/volume.ts';

const { short, seed } = faultOptions();
const JOBS = short ? 40 : 120;
const SANDBOX = underPlan(MODES.sync, seed);
const DISK_FULL = /the disk is full/;

async function finished(what: string, field: Field): Promise<void> {
  const found = await field.violations('never');
  tell(`disks, ${what}`, { seed, ...figuresOf(field.record(), await field.served(), { kills: 0, held: 0, violations: found.length }) });
  expect(found, `seed ${seed}`).toEqual([]);
  await field.remove();
}

/** Waits until the sandbox let in so many runs. */
async function runsOut(field: Field, count: number): Promise<void> {
  while ((await field.runsLetIn()) < count) await sleep(20);
}

/** Long enough for a busy machine; what waits for words that never come ends here. */
const timeout = 240_000;

describe.each(mayMount() ? ['in memory'] : [])('a disk (%s)', { timeout }, () => {
  it.each(short ? (['sync'] as const) : (['sync', 'late'] as const))(
    'that fills up while jobs are out (%s): sending stops, it says why, nothing is lost, and it goes on by itself',
    async (mode) => {
      const volume = new Volume(24);
      const field = await Field.make({ sandbox: underPlan(MODES[mode], seed), workspace: join(volume.folder, 'w') });
      const file = field.promptFile(JOBS, MODES[mode].model, 'fox');
      const run = field.cli(['run', file, '--json']);
      await runsOut(field, 10);
      volume.fill();
      await run.wrote(DISK_FULL);
      const sent = await field.runsLetIn();
      await sleep(3_000);
      expect(await field.runsLetIn()).toBe(sent);
      expect(sent).toBeLessThan(JOBS);
      volume.free();
      expect(jobsAfter(await run.ended)).toEqual(allDone(JOBS));
      await finished(`full, ${mode}`, field);
    },
  );

  it.each(ONLY_LONG)('that is full from the start is refused in words, sends nothing, and serves once there is room (%s)', async () => {
    const volume = new Volume(24);
    const field = await Field.make({ sandbox: SANDBOX, workspace: join(volume.folder, 'w') });
    const file = field.promptFile(JOBS, MODES.sync.model, 'fox');
    volume.fill();
    const { code, err } = await field.cli(['run', file]).ended;
    expect([code, err]).toEqual([1, expect.stringMatching(/disk is full.*DISK$/m)]);
    expect((await field.served()).runs).toEqual([]);
    volume.free();
    expect(jobsAfter(await field.cli(['run', file, '--json']).ended)).toEqual(allDone(JOBS));
    await finished('full at the start', field);
  });

  it.each(ONLY_LONG)('that fills up, and a kill while it is full: the next start brings everything home (%s)', async () => {
    const volume = new Volume(24);
    const field = await Field.make({ sandbox: SANDBOX, workspace: join(volume.folder, 'w') });
    const file = field.promptFile(JOBS, MODES.sync.model, 'fox');
    const run = field.cli(['run', file, '--json']);
    await runsOut(field, 10);
    volume.fill();
    await run.wrote(DISK_FULL);
    run.child.kill('SIGKILL');
    await run.ended;
    const again = field.cli(['run', file, '--json']);
    // With no byte left it may not even start, which is told in words; then it is started again when there is room.
    const refused = await Promise.race([again.ended, sleep(1_500)]);
    if (refused) expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/DISK$/m)]);
    volume.free();
    await again.ended;
    const { done, uncertain } = jobsAfter(await field.cli(['run', file, '--json']).ended);
    expect(done + uncertain).toBe(JOBS);
    await finished('full and killed', field);
  });

  it('that can only be read is refused by every host in words, and nothing is changed', async () => {
    const volume = new Volume(24);
    const field = await Field.make({ sandbox: SANDBOX, workspace: join(volume.folder, 'w') });
    const file = field.promptFile(JOBS, MODES.sync.model, 'fox');
    const first = field.cli(['run', file, '--json']);
    await runsOut(field, 8);
    first.child.kill('SIGTERM');
    expect((await first.ended).code).toBe(143);
    const sent = await field.runsLetIn();
    volume.setReadOnly(true);
    for (const program of [field.cli(['run', file]), field.cli(['status']), field.cli(['doctor']), field.serve()]) {
      const { code, err } = await program.ended;
      expect([code, err]).toEqual([1, expect.stringMatching(/can only be read.*DISK$/m)]);
    }
    expect(await field.runsLetIn()).toBe(sent);
    volume.setReadOnly(false);
    expect(jobsAfter(await field.cli(['run', file, '--json']).ended)).toEqual(allDone(JOBS));
    await finished('read-only', field);
  });

  it('whose workspace belongs to someone else is refused in words; permissions lost in the middle stop the sending until they are back', async () => {
    const field = await Field.make({ sandbox: SANDBOX, uid: NOBODY });
    const file = field.promptFile(JOBS, MODES.sync.model, 'fox');
    mkdirSync(field.workspace);
    chmodSync(field.workspace, 0o700);
    const { code, err } = await field.cli(['run', file]).ended;
    expect([code, err]).toEqual([1, expect.stringMatching(/permission.*DISK$/m)]);
    expect((await field.served()).runs).toEqual([]);
    chownSync(field.workspace, NOBODY, NOBODY);

    const run = field.cli(['run', file, '--json']);
    await runsOut(field, 10);
    for (const folder of ['assets', 'parts']) {
      // The first output may still be on its way: then its folder is not there yet.
      mkdirSync(join(field.workspace, folder), { recursive: true });
      chownSync(join(field.workspace, folder), 0, 0);
      chmodSync(join(field.workspace, folder), 0o555);
    }
    await run.wrote(/outputs cannot be stored/);
    const sent = await field.runsLetIn();
    await sleep(2_000);
    expect(await field.runsLetIn()).toBe(sent);
    for (const folder of ['assets', 'parts']) {
      chmodSync(join(field.workspace, folder), 0o755);
      chownSync(join(field.workspace, folder), NOBODY, NOBODY);
    }
    expect(jobsAfter(await run.ended)).toEqual(allDone(JOBS));
    await finished('permissions', field);
  });
});

describe('a workspace', { timeout }, () => {
  it('in a folder with spaces, quotes and emoji: killed, gone on with, and checked by the doctor', async () => {
    const field = await Field.make({ sandbox: SANDBOX, workspace: "Bilder & “Füchse” 🦊 100% #1 it's/mit  Leerzeichen" });
    const file = field.promptFile(JOBS, MODES.sync.model, 'fox');
    const run = field.cli(['run', file, '--json']);
    await runsOut(field, JOBS - 10);
    run.child.kill('SIGKILL');
    await run.ended;
    const host = field.serve();
    await host.wrote(/^Abstrakt Companion: /m);
    host.child.kill('SIGTERM');
    await host.ended;
    const { done, uncertain } = jobsAfter(await field.cli(['run', file, '--json']).ended);
    expect([done > 0, done + uncertain]).toEqual([true, JOBS]);
    const doctor = await field.cli(['doctor', '--rehash', '--json']).ended;
    expect([doctor.code, JSON.parse(doctor.out)]).toEqual([0, { assets: done, uncertain, findings: [] }]);
    await finished('spaces and emoji', field);
  });

  it.each(ONLY_LONG)('that was moved in the middle goes on where it is now, with all it has (%s)', async () => {
    const field = await Field.make({ sandbox: SANDBOX });
    const file = field.promptFile(JOBS, MODES.sync.model, 'fox');
    const run = field.cli(['run', file, '--json']);
    await runsOut(field, JOBS - 10);
    run.child.kill('SIGKILL');
    await run.ended;
    const moved = join(field.folder, 'elsewhere', 'w 2');
    mkdirSync(join(field.folder, 'elsewhere'));
    renameSync(field.workspace, moved);
    const former = field.workspace;
    field.workspace = moved;
    const { done, uncertain } = jobsAfter(await field.cli(['run', file, '--json']).ended);
    expect([done > 0, done + uncertain]).toEqual([true, JOBS]);
    expect(existsSync(former)).toBe(false);
    const doctor = await field.cli(['doctor', '--rehash', '--json']).ended;
    expect(JSON.parse(doctor.out)).toEqual({ assets: done, uncertain, findings: [] });
    await finished('moved', field);
  });

  it.each(ONLY_LONG)('whose folder is taken away while it is closed is not made anew by those who only look (%s)', async () => {
    const field = await Field.make({ sandbox: SANDBOX });
    const file = field.promptFile(4, MODES.sync.model, 'fox');
    expect(jobsAfter(await field.cli(['run', file, '--json']).ended)).toEqual(allDone(4));
    rmSync(field.workspace, { recursive: true });
    const { code, err } = await field.cli(['doctor']).ended;
    expect([code, err, existsSync(join(field.workspace, DATABASE_FILE))]).toEqual([2, expect.stringContaining('no workspace'), false]);
    await field.remove();
  });
});
