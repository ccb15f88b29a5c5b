import { existsSync, readdirSync } from 'node:fs';
import * as nodeFs from 'node:fs/promises';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAssetFiles, type AssetFiles } from '../../../electron/engine/library/asset-files.ts';
import { checkLibrary } from '../../../electron/engine/library/doctor.ts';
import type { FileSystem } from '../../../electron/engine/library/durable-files.ts';
import { createHomeWatch } from '../../../electron/engine/library/home/home-watch.ts';
import { giveUp, moveLibrary, type MoveOptions, type MoveTo, removeOld } from '../../../electron/engine/library/home/move.ts';
import { createVerifier } from '../../../electron/engine/library/verifier.ts';
import { createTasks } from '../../../electron/engine/tasks/tasks.ts';
import { bringHome, library, type Library, png, store, temporaryFolder } from './support.ts';

const signal = new AbortController().signal;
const optionsOf = (files: AssetFiles, more: Partial<MoveOptions> = {}): MoveOptions => ({ fs: nodeFs, home: files.home, signal, onProgress() {}, ...more });
const move = (files: AssetFiles, to: MoveTo, more: Partial<MoveOptions> = {}) => moveLibrary(to, optionsOf(files, more));
const whole = (lib: Library, files = lib.files) => checkLibrary({ ...lib, files, rehash: true, live: true });
const namesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((one) => (one.isFile() ? [one.name] : [])) : [];

async function world() {
  const lib = await library();
  const first = await bringHome(lib, '1-0', png(4, 4, 1));
  const second = await bringHome(lib, '2-0', png(4, 4, 2));
  return { ...lib, first, second, disk: await temporaryFolder() };
}

describe('a library that moves to another disk', () => {
  it('is there with every file read back, keeps the former ones until they are removed, and downloads come home to it', async () => {
    const { disk, workspace, first, ...rest } = await world();
    const lib = { workspace, ...rest };
    const told: [number, number][] = [];
    expect(await move(lib.files, { folder: disk }, { onProgress: (done, total) => void told.push([done, total]) })).toMatchObject({
      to: disk,
      files: 4,
      damaged: 0,
    });
    expect(told.at(-1)).toEqual([4, 4]);
    expect((await lib.files.open('asset', first.sha256))!.path.startsWith(disk)).toBe(true);
    expect(namesIn(join(workspace, 'assets'))).toHaveLength(4);
    expect(await whole(lib)).toEqual([]);
    await bringHome(lib, '3-0', png(4, 4, 3));
    expect(namesIn(join(disk, 'assets'))).toHaveLength(6);
    expect(await whole(lib, createAssetFiles(workspace))).toEqual([]);
    expect(await removeOld(optionsOf(lib.files))).toMatchObject({ removed: 4, kept: 0 });
    expect(namesIn(join(workspace, 'assets'))).toEqual([]);
    expect(await whole(lib)).toEqual([]);
    expect(lib.files.home.place).toMatchObject({ moving: null, old: null });
  });

  it('moves back with what came and went meanwhile, as long as the former files were not removed', async () => {
    const { disk, workspace, first, ...rest } = await world();
    const lib = { workspace, ...rest };
    await move(lib.files, { folder: disk });
    await bringHome(lib, '3-0', png(4, 4, 3));
    await lib.files.remove(first.sha256, 'png');
    lib.db.exec(`DELETE FROM asset WHERE sha256 = '${first.sha256}'`);
    await writeFile(join(workspace, 'assets', 'notes.txt'), 'mine');
    await move(lib.files, 'back');
    expect(lib.files.home.place.home).toEqual({ kind: 'workspace' });
    expect((await whole(lib)).map(({ kind, path }) => [kind, path])).toEqual([['orphan-file', join(workspace, 'assets', 'notes.txt')]]);
    expect(namesIn(join(workspace, 'assets')).some((name) => name.startsWith(first.sha256))).toBe(false);
    await removeOld(optionsOf(lib.files));
    expect(readdirSync(disk)).toEqual([]);
  });

  it('takes along what changes while it goes', async () => {
    const { disk, workspace, first, second, ...rest } = await world();
    const lib = { workspace, ...rest };
    let did = false;
    const meanwhile: FileSystem = {
      ...nodeFs,
      rename: async (from, to) => {
        await nodeFs.rename(from, to);
        if (did || !String(to).startsWith(disk) || !String(to).endsWith('.png')) return;
        did = true;
        await bringHome(lib, '3-0', png(4, 4, 3));
        await lib.files.remove(second.sha256, 'png');
        await lib.files.writeSidecar(first.sha256, { ...lib.assets.sidecar(first.sha256)!, createdAt: 7 });
      },
    };
    await move(lib.files, { folder: disk }, { fs: meanwhile });
    lib.db.exec(`DELETE FROM asset WHERE sha256 = '${second.sha256}'`);
    expect(await whole(lib)).toEqual([]);
    expect(JSON.parse((await lib.files.readSidecar(first.sha256))!)).toMatchObject({ createdAt: 7 });
    expect(namesIn(join(disk, 'assets'))).toHaveLength(4);
  });

  it('broken off at any write is whole where it was or where it goes, and goes on', async () => {
    let [steps, broken, went] = [0, true, 0];
    for (; broken; steps++) {
      const [lib, disk] = [await library(), await temporaryFolder()];
      await bringHome(lib, '1-0', png(4, 4, 1));
      const fs = dyingFs(steps);
      broken = await move(lib.files, { folder: disk }, { fs }).then(
        () => false,
        () => true,
      );
      const files = createAssetFiles(lib.workspace);
      expect(await whole(lib, files)).toEqual([]);
      if (files.home.place.moving) {
        went++;
        await move(files, 'on');
        expect(files.home.place).toMatchObject({ moving: null, home: { kind: 'folder', folder: disk } });
        expect(await whole(lib, files)).toEqual([]);
      }
    }
    expect(steps).toBeGreaterThan(10);
    expect(went).toBeGreaterThan(5);
  });

  it('stops when it is told to, and is given up without a trace', async () => {
    const { disk, ...lib } = await world();
    const stop = new AbortController();
    await expect(
      move(lib.files, { folder: disk }, { signal: stop.signal, onProgress: (done) => done === 2 && stop.abort(new Error('stopped')) }),
    ).rejects.toThrow('moved');
    await expect(move(lib.files, { folder: await temporaryFolder() })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(namesIn(join(disk, 'assets'))).toHaveLength(2);
    expect(await giveUp(optionsOf(lib.files))).toMatchObject({ removed: 2, kept: 0 });
    expect(readdirSync(disk)).toEqual([]);
    expect(lib.files.home.place).toMatchObject({ moving: null, old: null, home: { kind: 'workspace' } });
    expect(await whole(lib)).toEqual([]);
  });

  it('begins only where there is room, and beside what is there', async () => {
    const { disk, workspace, ...rest } = await world();
    const lib = { workspace, ...rest };
    await expect(move(lib.files, { folder: disk }, { freeBytes: async () => 64_000_100 })).rejects.toMatchObject({
      code: 'DISK',
      message: expect.stringContaining('are free. Nothing was copied.') as string,
    });
    expect(readdirSync(disk)).toEqual([]);
    expect(lib.files.home.place.moving).toBeNull();
    await expect(move(lib.files, { folder: join(workspace, 'assets', 'in it') })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await writeFile(join(disk, 'holiday.jpg'), 'x');
    expect(await move(lib.files, { folder: disk })).toMatchObject({ to: join(disk, 'Abstrakt library') });
    await expect(move(lib.files, { folder: await temporaryFolder() })).rejects.toThrow('former place');
  });

  it('takes damaged bytes along as they are, and says so; a disk that gives back others is not moved to', async () => {
    const { disk, first, ...lib } = await world();
    await writeFile((await lib.files.open('asset', first.sha256))!.path, Buffer.alloc(first.bytes, 1));
    const flipping: FileSystem = {
      ...nodeFs,
      rename: async (from, to) => {
        await nodeFs.rename(from, to);
        if (String(to).startsWith(disk) && String(to).endsWith('.png')) await nodeFs.truncate(to, 3);
      },
    };
    await expect(move(lib.files, { folder: disk }, { fs: flipping })).rejects.toThrow('gives back other bytes');
    expect(lib.files.home.place.home).toEqual({ kind: 'workspace' });
    expect(await move(lib.files, 'on')).toMatchObject({ damaged: 1 });
    expect((await whole(lib)).map(({ kind, sha256 }) => [kind, sha256])).toEqual([['hash-mismatch', first.sha256]]);
  });
});

describe('a drive that is pulled out', () => {
  it('is said to be away, nothing is written beside it or called lost, and it is there again by itself', async () => {
    const { disk, workspace, first, clock, ...rest } = await world();
    const lib = { workspace, clock, ...rest };
    const drive = join(disk, 'library');
    await mkdir(drive);
    await move(lib.files, { folder: drive });
    const told: boolean[] = [];
    const abort = new AbortController();
    const watch = createHomeWatch({ clock, home: lib.files.home, signal: abort.signal, onChanged: (here) => told.push(here) });
    await watch.look();
    await rename(drive, `${drive}.unplugged`);
    // Where drives are mounted an empty folder stays.
    await mkdir(drive);
    await clock.advance(3_000);
    await expect.poll(() => told).toEqual([false]);
    expect(await lib.files.open('asset', first.sha256)).toBeNull();
    await expect(store(lib.files, '9-0', png(4, 4, 9))).rejects.toMatchObject({ code: 'DISK', message: expect.stringContaining('is not connected') as string });
    expect(await lib.files.writable()).toBe(false);
    const tasks = createTasks({ clock, signal: abort.signal, onChange() {} });
    const verifier = createVerifier({ ...lib, tasks, onAsset() {} });
    verifier.begin({ rehash: false, mend: true });
    await tasks.idle();
    expect(tasks.list()[0]).toMatchObject({ state: 'failed', message: expect.stringContaining('is not connected') as string });
    expect(lib.assets.get(first.sha256)?.missing).toBe(false);
    await expect(lib.files.remove(first.sha256, 'png')).rejects.toMatchObject({ code: 'DISK' });
    expect(readdirSync(drive)).toEqual([]);
    await rm(drive, { recursive: true });
    await rename(`${drive}.unplugged`, drive);
    await clock.advance(3_000);
    await expect.poll(() => told).toEqual([false, true]);
    await store(lib.files, '10-0', png(4, 4, 10));
    expect(await lib.files.open('asset', first.sha256)).not.toBeNull();
    abort.abort();
  });

  it('of another disk takes downloads by copying them, hashed on the way', async () => {
    const lib = await world();
    const acrossDisks: FileSystem = {
      ...nodeFs,
      rename: async (from, to) => {
        if (String(from).endsWith('.part')) throw Object.assign(new Error('EXDEV'), { code: 'EXDEV' });
        await nodeFs.rename(from, to);
      },
    };
    const files = createAssetFiles(lib.workspace, acrossDisks);
    const stored = await store(files, '7-0', png(4, 4, 7));
    expect(await files.hash((await files.open('asset', stored.sha256))!.path)).toBe(stored.sha256);
    expect(readdirSync(join(lib.workspace, 'parts'))).toEqual([]);
  });
});

/** The program ends at its nth change of a disk: that and every later one never happens. */
function dyingFs(nth: number): FileSystem {
  let left = nth;
  const guard = () => {
    if (left-- <= 0) throw Object.assign(new Error('the program is gone'), { code: 'EIO' });
  };
  const guarded =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      guard();
      return work(...args);
    };
  return {
    ...nodeFs,
    rename: guarded(nodeFs.rename),
    rm: guarded(nodeFs.rm),
    mkdir: guarded(nodeFs.mkdir as FileSystem['mkdir']) as FileSystem['mkdir'],
    open: async (path, flags, ...more) => {
      if (flags !== 'r') guard();
      return nodeFs.open(path, flags, ...more);
    },
  };
}
