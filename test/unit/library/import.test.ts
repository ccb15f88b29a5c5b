import { mkdir, writeFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createImporter } from '../../../electron/engine/library/intake/importer.ts';
import { titleOf } from '../../../electron/engine/library/intake/imported-making.ts';
import { createKeep } from '../../../electron/engine/library/keep.ts';
import { createTrash } from '../../../electron/engine/library/trash.ts';
import { embed } from '../../../electron/engine/library/metadata/embed.ts';
import { fromSidecar } from '../../../electron/engine/library/sidecar.ts';
import { bringHome, library, png, type Library } from './support.ts';

const NOTE = {
  format: 1 as const,
  model: 'flux-dev',
  prompt: 'a heron',
  input: { prompt: 'a heron' },
  seed: 99,
  batch: 'Birds',
  title: 'Heron, dusk',
  tags: ['bird'],
  rating: 4,
  createdAt: 12_345,
};

async function world(): Promise<Library & { told: string[]; importer: ReturnType<typeof createImporter> }> {
  const made = await library();
  const told: string[] = [];
  const importer = createImporter({ ...made, keep: createKeep(made.db), onAsset: (sha256) => told.push(sha256) });
  return { ...made, told, importer };
}

async function bring({ importer }: { importer: ReturnType<typeof createImporter> }, name: string, bytes: Uint8Array, pieces = 1) {
  const id = await importer.begin({ name, bytes: bytes.length, modifiedAt: 1_000 });
  const size = Math.ceil(bytes.length / pieces);
  for (let at = 0; at < bytes.length; at += size) await importer.append(id, bytes.subarray(at, at + size));
  return importer.finish(id);
}

describe('a file from outside', () => {
  it('comes into the library by its hash, with its name as title, and says that it was imported', async () => {
    const w = await world();
    const { asset, known, tool } = await bring(w, 'holiday/Dünen am Abend.png', png(4, 3), 3);
    expect({ known, tool }).toEqual({ known: false, tool: null });
    expect(asset).toMatchObject({ imported: true, kind: 'image', width: 4, height: 3, model: 'imported', prompt: null, createdAt: 1_000, thumbnail: 'wanted' });
    expect(asset.kept.title).toBe('Dünen am Abend');
    expect(w.assets.list({ text: 'dünen', offset: 0, limit: 9 }).total).toBe(1);
    expect(w.told).toEqual([asset.sha256]);
    const written = fromSidecar((await w.files.readSidecar(asset.sha256))!);
    expect(written).toMatchObject({ imported: true, kept: { title: 'Dünen am Abend' } });
  });

  it('tells of its making when a known tool or we wrote it down', async () => {
    const w = await world();
    const { asset, tool } = await bring(w, 'x.png', embed('image/png', png(4, 4), NOTE)!);
    expect(tool).toBe('Abstrakt Companion');
    expect(asset).toMatchObject({ model: 'flux-dev', prompt: 'a heron', seed: 99, batchName: 'Birds', createdAt: 12_345 });
    expect(asset.kept).toMatchObject({ title: 'Heron, dusk', tags: ['bird'], rating: 4 });
    expect(w.assets.list({ text: 'heron', offset: 0, limit: 9 }).total).toBe(1);
  });

  it('is kept once, and comes out of the trash when it is brought again', async () => {
    const w = await world();
    const home = await bringHome(w, '1-0', png(5, 5));
    expect(await bring(w, 'again.png', png(5, 5))).toMatchObject({ known: true, asset: { imported: false, prompt: 'a red fox in the snow' } });
    createTrash(w.db, w.clock).put([home.sha256]);
    expect(await bring(w, 'again.png', png(5, 5))).toMatchObject({ known: true, asset: { trashedAt: null } });
    expect(w.assets.list({ offset: 0, limit: 9 }).total).toBe(1);
  });

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const html = Buffer.from('<!doctype html><script>alert(1)</script>');
  it.each([
    ['a drawing with script', 'a.png', svg, 'no picture, film or sound'],
    ['a page called a picture', 'b.jpg', html, 'no picture, film or sound'],
    ['plain text', 'c.webp', Buffer.from('hello'), 'no picture, film or sound'],
    ['a picture cut off in its header', 'd.png', png(4, 4).subarray(0, 18), 'cut off or damaged'],
    ['an empty file', 'e.png', Buffer.alloc(0), 'empty'],
  ])('%s is refused in words and leaves nothing', async (_, name, bytes, why) => {
    const w = await world();
    await expect(bring(w, name, bytes)).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining(why) });
    expect(w.assets.list({ offset: 0, limit: 9 }).total).toBe(0);
    for await (const folder of w.files.list()) expect(folder).toEqual([]);
    expect(await w.files.leftovers(() => false)).toEqual([]);
  });

  it('a picture of 60,000 by 60,000 pixels is kept and never decoded', async () => {
    const w = await world();
    const bomb = png(4, 4);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    expect((await bring(w, 'bomb.png', bomb)).asset).toMatchObject({ width: 60_000, height: 60_000, thumbnail: 'none' });
  });

  it('a film that is cut off is kept as it is', async () => {
    const w = await world();
    const film = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypisom\0\0\x02\0isomiso2', 'latin1'),
      Buffer.from([0, 1, 0, 0]),
      Buffer.from('mdat'),
    ]);
    expect((await bring(w, 'cut.mp4', film)).asset).toMatchObject({ kind: 'video', thumbnail: 'wanted', durationS: null });
  });

  it('names of any length and direction become titles that mislead nobody', () => {
    expect([...(titleOf(`${'ä'.repeat(300)}.png`) ?? '')].length).toBe(200);
    expect(titleOf('שלום \u202egnp.exe')).toBe('שלום gnp');
    expect(titleOf('👩‍👩‍👧‍👦 family.webp')).toBe('👩‍👩‍👧‍👦 family');
    expect(titleOf('../../etc/passwd')).toBe('passwd');
    expect(titleOf('.png')).toBeNull();
  });
});

describe('what goes wrong on the way', () => {
  it('a file that grows, shrinks or is dropped leaves nothing', async () => {
    const w = await world();
    const grown = await w.importer.begin({ name: 'a.png', bytes: 3, modifiedAt: null });
    await expect(w.importer.append(grown, Buffer.alloc(4))).rejects.toThrow('grew');
    await expect(w.importer.append(grown, Buffer.alloc(1))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const shrunk = await w.importer.begin({ name: 'a.png', bytes: 3, modifiedAt: null });
    await expect(w.importer.finish(shrunk)).rejects.toThrow('shrank');
    await w.importer.drop(await w.importer.begin({ name: 'a.png', bytes: 3, modifiedAt: null }));
    expect(await w.files.leftovers(() => false)).toEqual([]);
  });

  it('of too many begun ones the first is dropped, the others go on', async () => {
    const w = await world();
    const ids: number[] = [];
    for (let n = 0; n < 17; n++) ids.push(await w.importer.begin({ name: 'a.png', bytes: 3, modifiedAt: null }));
    await expect(w.importer.append(ids[0]!, Buffer.alloc(1))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await w.importer.append(ids[1]!, Buffer.alloc(1))).toBe(1);
  });

  it('by path: a folder and a file that is not there are refused, a file is dated by its own time', async () => {
    const w = await world();
    const path = join(w.workspace, 'in.png');
    await writeFile(path, png(6, 6));
    await utimes(path, 500, 500);
    await w.clock.advance(900_000);
    expect((await w.importer.file(path)).asset.createdAt).toBe(500_000);
    await mkdir(join(w.workspace, 'folder'));
    await expect(w.importer.file(join(w.workspace, 'folder'))).rejects.toThrow('no file');
    await expect(w.importer.file(join(w.workspace, 'gone.png'))).rejects.toThrow('ENOENT');
  });
});
