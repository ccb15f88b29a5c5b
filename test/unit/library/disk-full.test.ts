import { createHash } from 'node:crypto';
import * as nodeFs from 'node:fs/promises';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { createAssetFiles, type AssetFiles } from '../../../electron/engine/library/asset-files.ts';
import { diskError, isDiskFull } from '../../../electron/engine/library/disk-error.ts';
import type { FileHandle, FileSystem } from '../../../electron/engine/library/durable-files.ts';
import { toSidecar } from '../../../electron/engine/library/sidecar.ts';
import type { StoredFile } from '../../../electron/engine/library/stored-file.ts';
import { failingFs } from './failing-fs.ts';
import { ASIDE, png, provenance, temporaryFolder, webp } from './support.ts';

const IMAGE = png(50, 50, 3);
const PIECES = [IMAGE.subarray(0, 20), IMAGE.subarray(20, 60), IMAGE.subarray(60)];
const HASH = createHash('sha256').update(IMAGE).digest('hex');

const words = (stored: StoredFile) => toSidecar({ stored, made: provenance(), createdAt: 1, ...ASIDE });

/** A download as a runner does it: goes on behind the bytes that are there. */
async function download(files: AssetFiles): Promise<string> {
  const part = await files.part('1-0');
  try {
    let position = 0;
    for (const piece of PIECES) {
      const from = Math.max(0, part.bytes - position);
      position += piece.length;
      if (from < piece.length) await part.append(piece.subarray(from));
    }
    return (await part.finish({ bytes: IMAGE.length, beside: words })).sha256;
  } finally {
    await part.close();
  }
}

describe('on a full disk', () => {
  test('a download fails at any step, keeps what it has, and goes on when there is room', async () => {
    let step = 1;
    for (; ; step++) {
      const workspace = await temporaryFolder();
      const fs = failingFs(nodeFs, step);
      const files = createAssetFiles(workspace, fs);
      const outcome = await download(files).catch((error: unknown) => error);
      if (outcome === HASH) break;
      expect(outcome).toMatchObject({ code: 'DISK', message: expect.stringContaining('The disk is full') });
      expect(isDiskFull(outcome)).toBe(true);
      fs.room();
      expect(await download(files)).toBe(HASH);
      expect(await files.hash((await files.open('asset', HASH))!.path)).toBe(HASH);
      expect(JSON.parse((await files.readSidecar(HASH))!)).toMatchObject({ createdAt: 1, file: { sha256: HASH } });
      expect(await readdir(join(workspace, 'parts'))).toEqual([]);
    }
    expect(step).toBeGreaterThan(8);
  });

  test('a sidecar or thumbnail that could not be written leaves the old one and nothing else', async () => {
    for (const step of [1, 2, 3]) {
      const workspace = await temporaryFolder();
      const fs = failingFs(nodeFs, Infinity);
      const files = createAssetFiles(workspace, fs);
      await download(files);
      const stored = { sha256: HASH, bytes: 1, extension: 'png', mime: 'image/png', kind: 'image', width: 1, height: 1 } as const;
      const sidecar = toSidecar({ stored, made: provenance(), createdAt: 1, ...ASIDE });
      await files.writeSidecar(HASH, sidecar);
      const full = createAssetFiles(workspace, failingFs(nodeFs, step));
      await expect(full.writeSidecar(HASH, { ...sidecar, createdAt: 2 })).rejects.toSatisfy(isDiskFull);
      expect(JSON.parse((await files.readSidecar(HASH))!)).toMatchObject({ createdAt: 1 });
      await expect(createAssetFiles(workspace, failingFs(nodeFs, step)).putPicture('thumbnail', HASH, webp())).rejects.toSatisfy(isDiskFull);
      expect(await files.open('thumbnail', HASH)).toBeNull();
      expect(await readdir(join(workspace, 'parts'))).toEqual([]);
    }
  });
});

test('a disk that takes a few bytes at a time gets them all, in order', async () => {
  const files = createAssetFiles(await temporaryFolder(), trickling(7));
  expect(await download(files)).toBe(HASH);
});

test('a write that fails half-way counts exactly what the disk took', async () => {
  const workspace = await temporaryFolder();
  const fs = failingFs(trickling(7), 4);
  const part = await createAssetFiles(workspace, fs).part('1-0');
  await expect(part.append(IMAGE)).rejects.toSatisfy(isDiskFull);
  expect(part.bytes).toBe(21);
  fs.room();
  await part.append(IMAGE.subarray(21));
  expect((await part.finish({ bytes: IMAGE.length })).sha256).toBe(HASH);
});

test('a full disk is told from other trouble through any number of causes', () => {
  const full = Object.assign(new Error('x'), { code: 'ENOSPC' });
  expect(isDiskFull(new AppError('INTERNAL', 'a', undefined, new Error('b', { cause: diskError('write', full) })))).toBe(true);
  expect(isDiskFull(Object.assign(new Error('x'), { code: 'SQLITE_FULL' }))).toBe(true);
  for (const other of [Object.assign(new Error('x'), { code: 'EACCES' }), new Error('ENOSPC'), null, 'ENOSPC', undefined])
    expect(isDiskFull(other)).toBe(false);
});

/** A file system whose writes take at most `most` bytes, as `write` may. */
function trickling(most: number): FileSystem {
  const slow = (handle: FileHandle): FileHandle =>
    new Proxy(handle, {
      get(target, name) {
        if (name === 'write')
          return (piece: Uint8Array, from: number, length: number, position: number) => target.write(piece, from, Math.min(length, most), position);
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  return { ...nodeFs, open: async (...args) => slow(await nodeFs.open(...args)) };
}
