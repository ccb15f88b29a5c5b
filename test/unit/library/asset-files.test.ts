import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAssetFiles } from '../../../electron/engine/library/asset-files.ts';
import { toSidecar } from '../../../electron/engine/library/sidecar.ts';
import { partName } from '../../../electron/engine/library/layout.ts';
import { ASIDE, png, provenance, store, temporaryFolder, webp } from './support.ts';

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a download', () => {
  test('lands under its hash with type and size from its bytes', async () => {
    const workspace = await temporaryFolder();
    const files = createAssetFiles(workspace);
    const image = png(40, 30);
    const part = await files.part(partName(12, 0));
    await part.append(image.subarray(0, 10));
    await part.append(image.subarray(10));
    expect(part.bytes).toBe(image.length);
    const hash = sha(image);
    expect(await part.finish({ bytes: image.length })).toEqual({
      sha256: hash,
      bytes: image.length,
      extension: 'png',
      mime: 'image/png',
      kind: 'image',
      width: 40,
      height: 30,
    });
    const path = join(workspace, 'assets', hash.slice(0, 2), `${hash}.png`);
    expect(await readFile(path)).toEqual(image);
    expect(await readdir(join(workspace, 'parts'))).toEqual([]);
    expect(await files.open('asset', hash, 'png')).toEqual({ path, bytes: image.length });
    expect(await files.open('asset', hash)).toEqual({ path, bytes: image.length });
  });

  test('goes on where an earlier run left it, with the same hash', async () => {
    const workspace = await temporaryFolder();
    const image = png(64, 64, 9);
    const first = await createAssetFiles(workspace).part('1-0');
    await first.append(image.subarray(0, 50));
    await first.close();
    const second = await createAssetFiles(workspace).part('1-0');
    expect(second.bytes).toBe(50);
    await second.append(image.subarray(50));
    expect((await second.finish({ bytes: null })).sha256).toBe(sha(image));
  });

  test('starts again, and a shorter second try leaves nothing of the first', async () => {
    const files = createAssetFiles(await temporaryFolder());
    const part = await files.part('1-0');
    await part.append(Buffer.alloc(5_000, 1));
    await part.restart();
    expect(part.bytes).toBe(0);
    await part.append(png(1, 1));
    expect(await part.finish({ bytes: null })).toMatchObject({ sha256: sha(png(1, 1)), bytes: png(1, 1).length });
  });

  test('of another length than announced is refused and can be continued', async () => {
    const files = createAssetFiles(await temporaryFolder());
    const image = png(8, 8);
    const part = await files.part('1-0');
    await part.append(image.subarray(0, 20));
    await expect(part.finish({ bytes: image.length })).rejects.toMatchObject({
      code: 'API_REFUSED',
      details: { reason: 'length', expected: image.length, actual: 20 },
    });
    await part.append(image.subarray(20));
    expect((await part.finish({ bytes: image.length })).sha256).toBe(sha(image));
  });

  test('of no bytes is refused', async () => {
    const files = createAssetFiles(await temporaryFolder());
    const part = await files.part('1-0');
    await expect(part.finish({ bytes: 0 })).rejects.toMatchObject({ code: 'API_REFUSED', details: { reason: 'empty' } });
    await part.discard();
    expect(await files.sweep(() => true)).toEqual({ removed: 0 });
  });

  test('of bytes that are home already keeps the file that is there', async () => {
    const workspace = await temporaryFolder();
    const files = createAssetFiles(workspace);
    const first = await store(files, '1-0', png(2, 2));
    expect(await store(files, '2-0', png(2, 2))).toEqual(first);
    expect(await readdir(join(workspace, 'parts'))).toEqual([]);
    expect(await readdir(join(workspace, 'assets', first.sha256.slice(0, 2)))).toHaveLength(1);
  });

  test('replaces a file under its hash that has another size', async () => {
    const files = createAssetFiles(await temporaryFolder());
    const stored = await store(files, '1-0', png(2, 2));
    const { path } = (await files.open('asset', stored.sha256))!;
    await writeFile(path, 'cut');
    await store(files, '2-0', png(2, 2));
    expect(await files.hash(path)).toBe(stored.sha256);
  });

  test('is open once at a time', async () => {
    const files = createAssetFiles(await temporaryFolder());
    const part = await files.part('1-0');
    await expect(files.part('1-0')).rejects.toMatchObject({ code: 'CONFLICT' });
    await part.close();
    await part.close();
    await (await files.part('1-0')).discard();
  });

  test.each(['../1-0', '1-0/..', '', '1', '1-0.part', '-1-0', '1-0\0', 'a-b'])('has no path for a name: %j', async (name) => {
    await expect(createAssetFiles(await temporaryFolder()).part(name)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('files beside an asset', () => {
  test('a sidecar is written, replaced and read', async () => {
    const files = createAssetFiles(await temporaryFolder());
    const stored = await store(files, '1-0', png(2, 2));
    const content = { stored, made: provenance(), createdAt: 5, ...ASIDE };
    await files.writeSidecar(stored.sha256, toSidecar(content));
    await files.writeSidecar(stored.sha256, toSidecar({ ...content, createdAt: 6 }));
    expect(JSON.parse((await files.readSidecar(stored.sha256))!)).toMatchObject({ format: 1, createdAt: 6 });
    expect(await files.readSidecar('f'.repeat(64))).toBeNull();
    expect((await files.open('asset', stored.sha256))?.path).toMatch(/\.png$/);
  });

  test('a thumbnail has to be a small WebP', async () => {
    const files = createAssetFiles(await temporaryFolder());
    const hash = 'ab'.repeat(32);
    for (const bad of [png(2, 2), Buffer.alloc(0), webp().subarray(0, 12), webp((1 << 20) + 1), Buffer.from('<svg onload=alert(1)>'.padEnd(40))]) {
      await expect(files.putPicture('thumbnail', hash, bad)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
    await files.putPicture('thumbnail', hash, webp());
    expect(await files.open('thumbnail', hash)).toMatchObject({ bytes: 64 });
  });

  test.each(['../../etc/passwd', 'AB'.repeat(32), 'ab'.repeat(31), `${'ab'.repeat(32)}\n`, `${'ab'.repeat(31)}..`, ''])(
    'no path is made of %j',
    async (hash) => {
      const files = createAssetFiles(await temporaryFolder());
      expect(await files.open('asset', hash)).toBeNull();
      expect(await files.open('thumbnail', hash)).toBeNull();
      expect(await files.readSidecar(hash)).toBeNull();
      await expect(files.putPicture('thumbnail', hash, webp())).rejects.toMatchObject({ code: 'BAD_INPUT' });
    },
  );

  test('a sidecar is not served as an asset, nor is anything outside', async () => {
    const files = createAssetFiles(await temporaryFolder());
    const stored = await store(files, '1-0', png(2, 2));
    await files.writeSidecar(stored.sha256, toSidecar({ stored, made: provenance(), createdAt: 5, ...ASIDE }));
    for (const extension of ['json', '../json', 'png/..', 'PNG', '']) expect(await files.open('asset', stored.sha256, extension)).toBeNull();
  });

  test('sweeping keeps the downloads that go on', async () => {
    const workspace = await temporaryFolder();
    const files = createAssetFiles(workspace);
    for (const name of ['1-0', '2-0']) await (await files.part(name)).close();
    for (const name of ['9.tmp', 'notes.txt']) await writeFile(join(workspace, 'parts', name), 'x');
    expect(await files.sweep((name) => name === '2-0')).toEqual({ removed: 2 });
    expect((await readdir(join(workspace, 'parts'))).toSorted()).toEqual(['2-0.part', 'notes.txt']);
  });

  test('sweeping a new workspace finds nothing', async () => {
    expect(await createAssetFiles(join(await temporaryFolder(), 'none')).sweep(() => false)).toEqual({ removed: 0 });
  });
});
