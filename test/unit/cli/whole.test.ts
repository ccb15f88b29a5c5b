import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAssetFiles } from '../../../electron/engine/library/asset-files.ts';
import { createAssets } from '../../../electron/engine/library/assets.ts';
import { DATABASE_FILE, openDatabase } from '../../../electron/engine/open-database.ts';
import { backupsOf } from '../../../electron/engine/store/backups.ts';
import { HELD } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { bringHome, png } from '../library/support.ts';
import { FakeEngine } from './fake-engine.ts';
import { FakeWorld } from './fake-world.ts';

/** A command line at a real workspace with three assets of a batch of four, and a backup. */
async function worldWithLibrary(): Promise<{ world: FakeWorld; workspace: string; file: string }> {
  const world = new FakeWorld();
  const workspace = join(world.folder, 'workspace');
  const files = createAssetFiles(workspace);
  await files.writeSidecar('0'.repeat(64), {} as never);
  rmSync(join(workspace, 'assets'), { recursive: true });
  const { store: db } = await openDatabase({ workspace, files, now: 5, restore: false });
  const clock = new VirtualClock();
  const library = { workspace, files, db, assets: createAssets({ db, clock }), clock };
  for (const at of [1, 2, 3])
    await bringHome(library, `${at}-0`, png(2, 2, at), { jobId: at, jobNumber: at, batchId: 1, batchName: 'cards', batchTotal: 4, prompt: `card ${at}` });
  await backupsOf(join(workspace, DATABASE_FILE)).take(db, Date.UTC(2026, 0, 5, 11, 30));
  db.close();
  return { world, workspace, file: join(workspace, DATABASE_FILE) };
}

const damage = (file: string) => writeFileSync(file, 'no database any more, whatever it was before\n'.repeat(300));

describe('doctor', () => {
  it('tells what is wrong, mends it when asked, and its exit code says whether anything is lost', async () => {
    const { world, workspace } = await worldWithLibrary();
    expect(await world.run('doctor')).toEqual({ code: 0, out: 'The database passed its check. 3 files checked: all whole.\n', err: '' });
    const [first] = readdirSync(join(workspace, 'assets'));
    const [json] = readdirSync(join(workspace, 'assets', first!)).filter((name) => name.endsWith('.json'));
    rmSync(join(workspace, 'assets', first!, json!));
    const found = await world.run('doctor', '--json');
    expect([found.code, JSON.parse(found.out)]).toMatchObject([0, { assets: 3, findings: [{ kind: 'missing-sidecar', mended: false }] }]);
    expect((await world.run('doctor', '--mend')).out).toContain('1 finding, all mended.');
    rmSync(join(workspace, 'assets', first!, json!.replace('.json', '.png')));
    const lost = await world.run('doctor', '--mend', '--json');
    expect([lost.code, JSON.parse(lost.out)]).toMatchObject([3, { findings: [{ kind: 'missing-file', mended: false }] }]);
  });

  it('finds a lost file again in a folder it is told to look in', async () => {
    const { world, workspace } = await worldWithLibrary();
    const [first] = readdirSync(join(workspace, 'assets'));
    const [image] = readdirSync(join(workspace, 'assets', first!)).filter((name) => name.endsWith('.png'));
    mkdirSync(join(world.folder, 'old disk'));
    renameSync(join(workspace, 'assets', first!, image!), join(world.folder, 'old disk', 'a fox'));
    expect(await world.run('doctor', '--look-in', 'old disk')).toMatchObject({ code: 2 });
    expect(await world.run('doctor', '--mend', '--look-in', 'old disk')).toMatchObject({ code: 0 });
    expect(existsSync(join(workspace, 'assets', first!, image!))).toBe(true);
  });

  it('at a damaged database says what can be put back, and does so only with --restore', async () => {
    const { world, file } = await worldWithLibrary();
    damage(file);
    expect(await world.run('doctor')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/last good backup is of 2026-01-05 11:30 UTC\..* `status --restore` does that\. WORKSPACE_BROKEN\n$/s) as string,
    });
    const restored = await world.run('doctor', '--restore');
    expect(restored).toMatchObject({ code: 0, err: expect.stringContaining('The backup was put back.') as string });
    expect(restored.out).toContain('3 files checked: all whole.');
    expect(readdirSync(join(file, '..')).filter((name) => name.includes('.broken-'))).toHaveLength(1);
  });
});

describe('move', () => {
  it('takes the library to another folder and back, and says each time where it is', async () => {
    const { world, workspace } = await worldWithLibrary();
    const disk = join(world.folder, 'disk');
    const moved = await world.run('move', 'disk');
    expect(moved).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`6 files copied to ${disk}, each read back`) as string });
    expect((await world.run('doctor', '--rehash')).out).toContain('3 files checked, every byte read: all whole.');
    expect(await world.run('move', 'other')).toMatchObject({ code: 1, err: expect.stringContaining('former place') as string });
    expect((await world.run('move', '--back', '--json')).out).toContain('"files":6');
    expect((await world.run('move', '--remove-old')).out).toContain(`6 files removed from ${disk}. The library is whole`);
    expect(readdirSync(disk)).toEqual([]);
    renameSync(join(workspace, 'assets'), join(workspace, 'gone'));
    expect(await world.run('move')).toMatchObject({ code: 2 });
    expect(await world.run('move', '--on')).toMatchObject({ code: 1, err: expect.stringContaining('no move to go on with') as string });
  });

  it('nothing is rebuilt while the drive is away', async () => {
    const { world, file } = await worldWithLibrary();
    await world.run('move', 'disk');
    renameSync(join(world.folder, 'disk'), join(world.folder, 'unplugged'));
    expect(await world.run('rebuild', '--force')).toMatchObject({ code: 1, err: expect.stringContaining('is not connected') as string });
    expect(existsSync(file)).toBe(true);
    expect(await world.run('doctor', '--mend')).toMatchObject({ code: 1, err: expect.stringContaining('is not connected') as string });
  });
});

describe('mirror', () => {
  it('keeps every file a second time under a readable name, brings it up to date again, and ends', async () => {
    const { world, workspace } = await worldWithLibrary();
    const shown = join(world.folder, 'shown');
    expect(await world.run('mirror', 'shown', '--template', '{batch}/{n} {prompt}')).toEqual({ code: 0, out: `3 files in ${shown}\n`, err: '' });
    expect(readdirSync(join(shown, 'cards')).toSorted()).toEqual(['1 card 1.png', '2 card 2.png', '3 card 3.png']);
    rmSync(join(shown, 'cards', '2 card 2.png'));
    expect(JSON.parse((await world.run('mirror', '--json')).out)).toEqual({
      folder: shown,
      template: '{batch}/{n} {prompt}',
      files: 3,
      due: 0,
      problem: null,
    });
    expect(existsSync(join(shown, 'cards', '2 card 2.png'))).toBe(true);
    expect((await world.run('mirror', '--end', 'remove')).out).toBe(
      `The mirror has ended. Its 3 files in ${shown} are removed, but for those that somebody changed.\n`,
    );
    expect(readdirSync(shown)).toEqual([]);
    expect(await world.run('mirror')).toMatchObject({ code: 0, out: `3 files in ${join(workspace, 'mirror')}\n` });
    expect((await world.run('mirror', '--end', 'keep')).out).toContain('3 files in');
    expect(await world.run('mirror', '--end', 'keep')).toMatchObject({ code: 1, err: expect.stringContaining('no mirror to end') as string });
  });

  it('makes nothing for a template or an end that it does not know', async () => {
    const { world } = await worldWithLibrary();
    expect(await world.run('mirror', 'shown', '--template', '{fox}')).toMatchObject({ code: 2, err: expect.stringContaining('{fox}') as string });
    expect(existsSync(join(world.folder, 'shown'))).toBe(false);
    for (const wrong of [
      ['--end', 'now'],
      ['a', 'b'],
      ['shown', '--end', 'keep'],
    ])
      expect((await world.run('mirror', ...wrong)).code).toBe(2);
  });
});

describe('rebuild', () => {
  it('of a workspace whose database is gone brings the library back, and says what it could not', async () => {
    const { world, file } = await worldWithLibrary();
    rmSync(file);
    const { code, out } = await world.run('rebuild');
    expect(code).toBe(0);
    expect(out).toContain('Found by their files: 3 assets, 3 jobs, 1 batch.');
    expect(out).toContain('“cards”: 3 of 4 jobs left an output');
    expect(out).toContain('Not in the files: jobs without an output, keys');
    expect((await world.run('doctor', '--rehash')).out).toContain('3 files checked, every byte read: all whole.');
  });

  it('leaves a whole database alone, unless forced; then that one is kept', async () => {
    const { world, file } = await worldWithLibrary();
    expect(await world.run('rebuild')).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was changed. --force') as string });
    const { code, out } = await world.run('rebuild', '--force', '--json');
    const told = JSON.parse(out) as { assets: number; aside: string };
    expect([code, told.assets, existsSync(told.aside)]).toEqual([0, 3, true]);
    damage(file);
    expect((await world.run('rebuild')).code).toBe(0);
  });

  it('makes nothing where there is no workspace', async () => {
    const world = new FakeWorld();
    expect(await world.run('rebuild', '--workspace', 'nowhere')).toMatchObject({ code: 2, err: expect.stringContaining('Nothing was made') as string });
    expect(existsSync(join(world.folder, 'nowhere'))).toBe(false);
  });
});

it('any command says how a damaged database is put right, and passes --restore on', async () => {
  const engine = new FakeEngine();
  engine.handlers['app.snapshot'] = () => {
    throw new AppError('WORKSPACE_BROKEN', 'It is damaged.', { backupAt: 7 });
  };
  const world = new FakeWorld(engine);
  expect((await world.run('status')).err).toBe('It is damaged. `status --restore` does that. WORKSPACE_BROKEN\n');
  await world.run('status', '--restore');
  expect(world.opened.map((options) => options.restore)).toEqual([false, true]);
});

describe('resolve', () => {
  async function engineWithTrouble() {
    const engine = new FakeEngine();
    await engine.call('batch.create', { name: 'b', source: 'file', jobs: Array.from({ length: 4 }, () => ({ model: 'm', input: {} })) });
    const error = (code: string) => ({ code, message: 'x', status: null });
    engine.move(1, 'uncertain', { error: error('ANSWER_LOST') });
    engine.move(2, 'uncertain', { error: error(HELD) });
    engine.move(3, 'failed', { error: error(HELD) });
    engine.move(4, 'failed', { error: error('INVALID_INPUT') });
    const calls: unknown[] = [];
    engine.handlers['job.resolve'] = ({ ids, decision }) => (calls.push([decision, ids]), { resolved: ids.length });
    engine.handlers['job.release'] = ({ ids }) => (calls.push(['release', ids]), { released: ids.length });
    engine.handlers['batch.update'] = (change) => (calls.push(change), null);
    return { world: new FakeWorld(engine), calls };
  }

  it('decides for all that wait, for some, or for one batch from now on', async () => {
    const { world, calls } = await engineWithTrouble();
    expect((await world.run('resolve', 'resubmit')).out).toBe('1 job will be sent again.\n');
    expect((await world.run('resolve', 'resubmit', '--job', '2')).out).toBe('1 job will be sent again.\n');
    expect((await world.run('resolve', 'fail', '--job', '2,4')).out).toBe('1 job counted as failed.\n');
    expect((await world.run('resolve', 'release', '--json')).out).toBe('{"decided":2}\n');
    await world.run('resolve', 'resubmit', '--batch', '1', '--always');
    expect((await world.run('resolve', 'release', '--job', '1')).out).toBe('No job waits for that.\n');
    expect(calls).toEqual([['resubmit', [1]], ['resubmit', [2]], ['fail', [2]], ['release', [2, 3]], ['resubmit', [1]], { id: 1, uncertainRule: 'resubmit' }]);
    expect(world.opened.every((options) => options.mode === 'idle')).toBe(true);
  });
});
