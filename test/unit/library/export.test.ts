import { readFile, readdir, writeFile } from 'node:fs/promises';
import * as nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDiskFull } from '../../../electron/engine/library/disk-error.ts';
import { exportAssets } from '../../../electron/engine/library/export.ts';
import { DEFAULT_PATTERN, checkPattern, exportName } from '../../../electron/engine/library/export-name.ts';
import type { Provenance } from '../../../electron/engine/library/stored-file.ts';
import { NOTHING_KEPT, type AssetView } from '../../../shared/domain.ts';
import { failingFs } from './failing-fs.ts';
import { bringHome, library, png, provenance, temporaryFolder, type Library } from './support.ts';

function view(overrides: Partial<AssetView> = {}): AssetView {
  const { endpoint: _, ...made } = provenance();
  const file = { sha256: '0123456789abcdef'.repeat(4), kind: 'image', mime: 'image/png', extension: 'png', bytes: 10, width: 1, height: 1 } as const;
  return {
    id: 1,
    revision: 1,
    ...file,
    durationS: null,
    thumbnail: 'wanted',
    createdAt: Date.UTC(2026, 10, 24, 12),
    trashedAt: null,
    kept: NOTHING_KEPT,
    imported: false,
    missing: false,
    ...made,
    ...overrides,
  };
}

const prompted = (prompt: string) => exportName(view({ prompt }), '{prompt}');

describe('the name of an exported file', () => {
  test('is made of what the pattern asks for', () => {
    expect(exportName(view(), '{date} {batch} {number} {model} {seed} {prompt} {hash}')).toBe(
      '2026-11-24 Autumn cards 03 flux-schnell 4711 a red fox in the snow 0123456789ab',
    );
    expect(exportName(view({ batchName: null, jobNumber: null, seed: null, prompt: null }), '{batch} {number}-{seed} {prompt}')).toBe('-');
    expect(exportName(view({ prompt: null }), '{prompt}')).toBe('0123456789ab');
  });

  test.each([
    ['../../etc/passwd', '-..-etc-passwd'],
    ['C:\\Windows\\system32', 'C--Windows-system32'],
    ['.ssh', 'ssh'],
    ['..', '0123456789ab'],
    ['   ', '0123456789ab'],
    ['a\0b\nc\td\u0007', 'ab c d'],
    ['what? "yes" | <no> *', 'what- -yes- - -no- -'],
    ['trailing dots. . .', 'trailing dots'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com¹', '_com¹'],
    ['lpt9 x', '_lpt9 x'],
    ['console', 'console'],
    ['exe.\u202egnp', 'exe.gnp'],
    ['half \ud83d of a pair', 'half of a pair'],
    ['{hash}', '{hash}'],
    ['e\u0301te\u0301', 'été'],
  ])('is safe for the prompt %j', (prompt, name) => {
    expect(prompted(prompt)).toBe(name);
  });

  test('keeps whole characters when it is cut', () => {
    const family = '👩‍👩‍👧‍👦';
    const name = prompted(family.repeat(40));
    expect(name).toBe(family.repeat(Math.floor(80 / Buffer.byteLength(family))));
    expect(Buffer.byteLength(prompted('ש'.repeat(300)))).toBe(80);
  });

  test('is safe for any prompt and batch', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 400 }), (prompt, batchName) => {
        const name = exportName(view({ prompt, batchName }), DEFAULT_PATTERN);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(181);
        expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u007f]|^[. ]|[. ]$/);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)([. ]|$)/i);
        expect(name.length).toBeGreaterThan(0);
      }),
    );
  });

  test.each(['{nope}', '{}', '{ prompt }', 'a/{hash}', '{date}\\{hash}'])('refuses the pattern %j', (pattern) => {
    expect(() => checkPattern(pattern)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});

async function withAssets(...made: Partial<Provenance>[]): Promise<{ lib: Library; target: string; list: () => AssetView[] }> {
  const lib = await library();
  for (const [index, one] of made.entries()) await bringHome(lib, `${index + 1}-0`, png(3, 3, index), one);
  const list = () => lib.assets.list({ offset: 0, limit: 100 }).assets.toReversed();
  return { lib, target: join(await temporaryFolder(), 'new', 'folder'), list };
}

describe('an export', () => {
  test('writes the bytes and how they were made', async () => {
    const { lib, target, list } = await withAssets({});
    const report = await exportAssets(list(), target, { files: lib.files, pattern: '{prompt}', leaving: 'as-is', sidecars: true });
    expect(report).toEqual({ exported: ['a red fox in the snow.png'], kept: [], missing: [] });
    expect(await readFile(join(target, 'a red fox in the snow.png'))).toEqual(png(3, 3, 0));
    expect(JSON.parse(await readFile(join(target, 'a red fox in the snow.png.json'), 'utf8'))).toMatchObject({ format: 1, made: { seed: 4711 } });
    expect(await readdir(target)).toHaveLength(2);
  });

  test('numbers equal names, whatever their case, and adds nothing the second time', async () => {
    const { lib, target, list } = await withAssets({ prompt: 'fox' }, { prompt: 'FOX' }, { prompt: 'fox' });
    const options = { leaving: 'as-is' as const, files: lib.files, pattern: '{prompt}', sidecars: false };
    const names = ['fox.png', 'FOX (2).png', 'fox (3).png'];
    expect((await exportAssets(list(), target, options)).exported).toEqual(names);
    expect(await exportAssets(list(), target, options)).toEqual({ exported: [], kept: names, missing: [] });
    expect(await readdir(target)).toHaveLength(3);
  });

  test('overwrites nothing that is there', async () => {
    const { lib, target, list } = await withAssets({ prompt: 'fox' });
    const options = { leaving: 'as-is' as const, files: lib.files, pattern: '{prompt}', sidecars: true };
    await exportAssets([], target, options);
    await writeFile(join(target, 'fox.png'), 'mine');
    await writeFile(join(target, 'fox (2).png.json'), 'mine too');
    expect((await exportAssets(list(), target, options)).exported).toEqual(['fox (2).png']);
    expect(await readFile(join(target, 'fox.png'), 'utf8')).toBe('mine');
    expect(await readFile(join(target, 'fox (2).png.json'), 'utf8')).toBe('mine too');
  });

  test('names what is missing and goes on', async () => {
    const { lib, target, list } = await withAssets({ prompt: 'one' }, { prompt: 'two' });
    const [first] = list();
    await nodeFs.rm((await lib.files.open('asset', first!.sha256))!.path);
    expect(await exportAssets(list(), target, { files: lib.files, pattern: '{prompt}', leaving: 'as-is', sidecars: true })).toEqual({
      exported: ['two.png'],
      kept: [],
      missing: [first!.sha256],
    });
  });

  test('on a full disk says so and leaves no half file', async () => {
    for (const step of [1, 2]) {
      const { lib, target, list } = await withAssets({});
      const failure = await exportAssets(list(), target, {
        files: lib.files,
        pattern: '{hash}',
        leaving: 'as-is',
        sidecars: false,
        fs: failingFs(nodeFs, step),
      }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'DISK' });
      expect(isDiskFull(failure)).toBe(true);
      expect(await readdir(target)).toEqual([]);
    }
  });
});
