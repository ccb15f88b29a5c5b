import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createExports, type Wish } from '../../../electron/engine/library/export/exports.ts';
import { tooLargeForZip } from '../../../electron/engine/library/export/zip.ts';
import { createKeep } from '../../../electron/engine/library/keep.ts';
import { readMaking } from '../../../electron/engine/library/metadata/read.ts';
import { createTasks } from '../../../electron/engine/tasks/tasks.ts';
import { bringHome, library, png } from './support.ts';

async function world() {
  const lib = await library();
  const stop = new AbortController();
  const tasks = createTasks({ clock: lib.clock, signal: stop.signal, onChange: () => undefined });
  const stored = [];
  for (const [at, prompt] of ['a fox', 'a fox', 'שלום 👩‍👩‍👧‍👦'].entries()) stored.push(await bringHome(lib, `${at + 1}-0`, png(6, 6, at), { prompt, seed: at }));
  createKeep(lib.db).change([stored[0]!.sha256], { rating: 5, title: 'Best', addTags: ['print'] });
  return { ...lib, tasks, stop, stored, exports: createExports({ ...lib, tasks }) };
}

const wish = (more: Partial<Wish> = {}): Wish => ({ what: { filter: {} }, pattern: '{prompt}', leaving: 'everything', sidecars: false, ...more });

async function bytesOf(stream: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

describe('a ZIP file of the library', () => {
  it('is told before it is made, and holds each file under a name of its own with its making inside', async () => {
    const { exports } = await world();
    expect(exports.plan(wish())).toMatchObject({ assets: 3, names: ['a fox.png', 'a fox (2).png', 'שלום 👩‍👩‍👧‍👦.png'], notAsZip: null });
    const { ticket, name } = exports.zip(wish({ sidecars: true }));
    expect(name).toMatch(/^Abstrakt \d{4}-\d\d-\d\d \d{4}\.zip$/);
    const files = unzipSync(await bytesOf(exports.redeem(ticket)!.stream));
    const expected = ['a fox.png', 'a fox (2).png', 'שלום 👩‍👩‍👧‍👦.png'].flatMap((one) => [one, `${one}.json`]);
    expect(Object.keys(files).toSorted()).toEqual(expected.toSorted());
    expect(readMaking(files['a fox.png']!)).toMatchObject({ prompt: 'a fox', note: { title: 'Best', tags: ['print'], rating: 5, seed: 0 } });
    expect(JSON.parse(Buffer.from(files['a fox.png.json']!).toString())).toMatchObject({ prompt: 'a fox', rating: 5 });
  });

  it('says as much as its profile, and never a key or what it cost', async () => {
    const { exports, stored } = await world();
    const [first] = stored;
    const only = async (leaving: Wish['leaving']) => {
      const { ticket } = exports.zip(wish({ leaving, sidecars: true, what: { sha256s: [first!.sha256] } }));
      return unzipSync(await bytesOf(exports.redeem(ticket)!.stream));
    };
    const prompt = await only('prompt');
    expect(readMaking(prompt['a fox.png']!)?.note).toMatchObject({ prompt: 'a fox', seed: null, model: null, title: null, rating: null });
    const nothing = await only('nothing');
    expect(Object.keys(nothing)).toEqual(['a fox.png']);
    expect(readMaking(nothing['a fox.png']!)).toBeNull();
    expect(Buffer.from((await only('as-is'))['a fox.png']!).equals(png(6, 6, 0))).toBe(true);
    const everything = Buffer.concat(Object.values(await only('everything'))).toString('latin1');
    expect(everything).not.toMatch(/Studio|credits|keyLabel/);
  });

  it('a ticket is good once, for ten minutes, and cannot be guessed', async () => {
    const { exports, clock } = await world();
    const { ticket } = exports.zip(wish());
    expect(exports.redeem(ticket)).not.toBeNull();
    expect(exports.redeem(ticket)).toBeNull();
    const late = exports.zip(wish()).ticket;
    await clock.advance(601_000);
    expect(exports.redeem(late)).toBeNull();
    expect(exports.redeem('../../etc/passwd')).toBeNull();
  });

  it('is refused in words where it would be too large, or the pattern is none', async () => {
    expect(tooLargeForZip(70_000, 1, false)).toContain('into a folder');
    expect(tooLargeForZip(40_000, 1, true)).toContain('into a folder');
    expect(tooLargeForZip(2, 5e9, false)).toContain('4 GB');
    expect(tooLargeForZip(60_000, 1, false)).toBeNull();
    const { exports } = await world();
    expect(() => exports.zip(wish({ pattern: '{nope}' }))).toThrow('not known');
    expect(() => exports.plan(wish({ pattern: '../{prompt}' }))).toThrow('not folders');
  });
});

describe('a folder', () => {
  it('is one of the workspace’s own, or one that a person chose; never one that a page names', async () => {
    const { exports, tasks, workspace } = await world();
    expect(() => exports.folder(wish(), '/etc')).toThrow('no longer known');
    const { path, task } = exports.folder(wish(), null);
    await tasks.idle();
    expect(path.startsWith(join(workspace, 'exports'))).toBe(true);
    expect(tasks.list().find(({ id }) => id === task)).toMatchObject({
      state: 'done',
      done: 3,
      total: 3,
      message: expect.stringContaining('3 files exported'),
    });
    const chosen = join(workspace, 'chosen');
    exports.folder(wish(), exports.allow(chosen).token);
    await tasks.idle();
    expect((await readdir(chosen)).toSorted()).toEqual(['a fox (2).png', 'a fox.png', 'שלום 👩‍👩‍👧‍👦.png'].toSorted());
    exports.folder(wish(), exports.allow(chosen).token);
    await tasks.idle();
    expect(tasks.list()[0]?.message).toContain('3 files there already');
    expect(readMaking(await readFile(join(chosen, 'a fox.png')))?.note?.title).toBe('Best');
  });

  it('stops when it is told to, names what is missing, and says why it failed', async () => {
    const { exports, tasks, workspace, files, stored } = await world();
    tasks.stop(exports.folder(wish(), null).task);
    await tasks.idle();
    expect(tasks.list()[0]).toMatchObject({ state: 'stopped' });
    await files.remove(stored[1]!.sha256, 'png');
    exports.folder(wish(), null);
    await tasks.idle();
    expect(tasks.list()[0]?.message).toContain('1 file missing in the library');
    exports.folder(wish(), exports.allow(join(workspace, 'assets', 'x\0y')).token);
    await tasks.idle();
    expect(tasks.list()[0]).toMatchObject({ state: 'failed', message: expect.stringContaining('could not write the export') });
    expect(() => tasks.stop(99)).toThrow('no such work');
  });
});
