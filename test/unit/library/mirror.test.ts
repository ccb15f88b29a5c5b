import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import * as nodeFs from 'node:fs/promises';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileSystem } from '../../../electron/engine/library/durable-files.ts';
import { createKeep } from '../../../electron/engine/library/keep.ts';
import { moveLibrary, removeOld } from '../../../electron/engine/library/home/move.ts';
import { createMirror, type Mirror } from '../../../electron/engine/library/mirror/mirror.ts';
import { createTrash } from '../../../electron/engine/library/trash.ts';
import { silentLogger } from '../../../electron/engine/log.ts';
import { NOTHING_KEPT } from '../../../shared/domain.ts';
import { bringHome, library, png, temporaryFolder, type Library } from './support.ts';

const TEMPLATE = '{date}/{batch}/{n}-{seed}';

async function world(more: { fs?: FileSystem } = {}) {
  const lib = await library();
  const folder = await temporaryFolder();
  const abort = new AbortController();
  const make = (fs = more.fs) => createMirror({ ...lib, log: silentLogger, signal: abort.signal, ...(fs ? { fs } : {}) });
  const mirror = make();
  return { ...lib, folder, mirror, make, abort, keep: createKeep(lib.db), trash: createTrash(lib.db, lib.clock) };
}

async function settle(mirror: Mirror, { clock }: Pick<Library, 'clock'>): Promise<void> {
  mirror.poke();
  await clock.advance(300);
  await mirror.idle();
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .flatMap((one) =>
      one.isFile()
        ? [
            join(one.parentPath, one.name)
              .slice(folder.length + 1)
              .replaceAll('\\', '/'),
          ]
        : [],
    )
    .toSorted();

describe('a readable mirror', () => {
  it('links every file under the names of the template, and takes no room', async () => {
    const { folder, mirror, ...lib } = await world();
    const stored = await bringHome(lib, '1-0', png(4, 4, 1));
    await bringHome(lib, '2-0', png(4, 4, 2), { jobNumber: 4, seed: null, batchName: 'Winter: light/dark' });
    await bringHome(lib, '3-0', png(4, 4, 3), { jobNumber: null, seed: null, batchName: null });
    await mirror.set({ folder, template: TEMPLATE });
    await mirror.idle();
    const found = filesIn(folder);
    const day = '\\d{4}-\\d\\d-\\d\\d';
    expect(found).toEqual([
      expect.stringMatching(new RegExp(`^${day}/[0-9a-f]{12}\\.png$`)),
      expect.stringMatching(new RegExp(`^${day}/Autumn cards/03-4711\\.png$`)),
      expect.stringMatching(new RegExp(`^${day}/Winter- light-dark/04\\.png$`)),
    ]);
    expect(statSync(join(folder, found[1]!)).ino).toBe(statSync((await lib.files.open('asset', stored.sha256))!.path).ino);
    expect(mirror.status()).toMatchObject({ folder, template: TEMPLATE, files: 3, due: 0, problem: null });
  });

  it('follows what comes, gets another name, goes to the trash and comes back, and leaves no empty folder', async () => {
    const { folder, mirror, keep, trash, ...lib } = await world();
    const one = await bringHome(lib, '1-0', png(4, 4, 1));
    await mirror.set({ folder, template: '{batch}/{title}' });
    await mirror.idle();
    expect(filesIn(folder)).toEqual(['Autumn cards/a red fox in the snow.png']);
    await bringHome(lib, '2-0', png(4, 4, 2));
    await settle(mirror, lib);
    expect(filesIn(folder)).toEqual(['Autumn cards/a red fox in the snow (2).png', 'Autumn cards/a red fox in the snow.png']);
    keep.restore([{ sha256: one.sha256, kept: { ...NOTHING_KEPT, title: 'Cover' } }]);
    await settle(mirror, lib);
    expect(filesIn(folder)).toEqual(['Autumn cards/Cover.png', 'Autumn cards/a red fox in the snow (2).png']);
    trash.put([one.sha256]);
    await settle(mirror, lib);
    expect(filesIn(folder)).toEqual(['Autumn cards/a red fox in the snow (2).png']);
    trash.restore([one.sha256]);
    await settle(mirror, lib);
    expect(filesIn(folder)).toHaveLength(2);
    trash.put([one.sha256]);
    await lib.files.remove(one.sha256, 'png');
    trash.remove(one.sha256);
    await mirror.set({ folder, template: '{model}/{seed}' });
    await mirror.idle();
    expect(filesIn(folder)).toEqual(['flux-schnell/4711.png']);
    expect(readdirSync(folder)).toEqual(['flux-schnell']);
    await mirror.end({ remove: true });
    expect([readdirSync(folder), mirror.status()]).toEqual([[], null]);
    await bringHome(lib, '5-0', png(4, 4, 5));
    await settle(mirror, lib);
    expect(readdirSync(folder)).toEqual([]);
    expect(lib.db.prepare('SELECT count(*) FROM mirror_due').pluck().get()).toBe(0);
  });

  it('takes any name: 300 characters, right to left, emoji, names that differ in case alone, ways out of the folder', async () => {
    const { folder, mirror, ...lib } = await world();
    const prompts = ['ä'.repeat(300), 'שלום עולם', '👩‍👩‍👧‍👦 family', 'Fox', 'fox', '../../out', '-CON', '...'];
    for (const [at, prompt] of prompts.entries()) await bringHome(lib, `${at + 1}-0`, png(4, 4, at), { prompt, input: { prompt } });
    await mirror.set({ folder, template: '{prompt}/{prompt}' });
    await mirror.idle();
    const found = filesIn(folder);
    expect(found).toHaveLength(prompts.length);
    expect(found).toContain('שלום עולם/שלום עולם.png');
    expect(found).toContain('👩‍👩‍👧‍👦 family/👩‍👩‍👧‍👦 family.png');
    expect(found).toContain('_CON/_CON.png');
    expect(found.some((path) => path.includes('..'))).toBe(false);
    expect(new Set(found.map((path) => path.toLowerCase())).size).toBe(found.length);
    for (const part of found.flatMap((path) => path.split('/'))) expect(Buffer.byteLength(part)).toBeLessThan(200);
  });

  it('copies where the disk has no links, and takes what a crash left for its own', async () => {
    const fs: FileSystem = {
      ...nodeFs,
      link: async () => {
        throw Object.assign(new Error('EXDEV'), { code: 'EXDEV' });
      },
    };
    const { folder, mirror, make, ...lib } = await world({ fs });
    await bringHome(lib, '1-0', png(4, 4, 1));
    await mirror.set({ folder, template: '{seed}' });
    await mirror.idle();
    expect(readFileSync(join(folder, '4711.png'))).toEqual(png(4, 4, 1));
    expect(statSync(join(folder, '4711.png')).nlink).toBe(1);
    lib.db.exec('DELETE FROM mirror_file; INSERT INTO mirror_due SELECT id FROM asset');
    await settle(make(), lib);
    expect(filesIn(folder)).toEqual(['4711.png']);
  });

  it('touches nothing of a person’s: neither a file in its way, nor one of its own that was changed', async () => {
    const { folder, mirror, trash, ...lib } = await world();
    const one = await bringHome(lib, '1-0', png(4, 4, 1));
    await writeFile(join(folder, '4711.png'), 'mine');
    await mirror.set({ folder, template: '{seed}' });
    await mirror.idle();
    expect(filesIn(folder)).toEqual(['4711 (2).png', '4711.png']);
    await rm(join(folder, '4711 (2).png'));
    await writeFile(join(folder, '4711 (2).png'), 'edited by hand');
    trash.put([one.sha256]);
    await settle(mirror, lib);
    expect(filesIn(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['edited by hand', 'mine']);
  });

  it('waits in words while its folder is not there, never makes it anew, and goes on', async () => {
    const { folder, mirror, ...lib } = await world();
    const drive = join(folder, 'drive');
    await mkdir(drive);
    await mirror.set({ folder: drive, template: '{seed}' });
    await mirror.idle();
    await rename(drive, `${drive}.unplugged`);
    await bringHome(lib, '1-0', png(4, 4, 1));
    await settle(mirror, lib);
    expect(mirror.status()).toMatchObject({ due: 1, problem: expect.stringContaining('is not there') as string });
    expect(existsSync(drive)).toBe(false);
    await rename(`${drive}.unplugged`, drive);
    await lib.clock.advance(30_000);
    await mirror.idle();
    expect(mirror.status()).toMatchObject({ due: 0, files: 1, problem: null });
  });

  it('is linked anew when the library moved, so that the former files take no room any more', async () => {
    const { folder, mirror, ...lib } = await world();
    const { sha256 } = await bringHome(lib, '1-0', png(4, 4, 1));
    await mirror.set({ folder, template: '{seed}' });
    await mirror.idle();
    const options = { fs: nodeFs, home: lib.files.home, signal: new AbortController().signal, onProgress() {} };
    await moveLibrary({ folder: await temporaryFolder() }, options);
    await removeOld(options);
    mirror.relink();
    await lib.clock.advance(300);
    await mirror.idle();
    expect(filesIn(folder)).toEqual(['4711.png']);
    expect(statSync(join(folder, '4711.png')).ino).toBe(statSync((await lib.files.open('asset', sha256))!.path).ino);
  });

  it.each(['/a', 'a//b', 'a/', '{nope}', 'a/b/c/d/e/f/g', 'a\\b', ''])('refuses the template %j', async (template) => {
    const { folder, mirror } = await world();
    await expect(mirror.set({ folder, template })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(mirror.status()).toBeNull();
  });

  it('is not among the library’s own files', async () => {
    const { mirror, workspace } = await world();
    await expect(mirror.set({ folder: join(workspace, 'assets', 'ab'), template: '{seed}' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
