import { describe, expect, it } from 'vitest';
import { dragOut, MOST_DRAGGED_BYTES, type DragIcon, type DragWorld } from '../../../electron/desktop/drag-out.ts';
import { anAsset } from '../renderer/library/an-asset.ts';
import type { AssetView } from '../../../shared/domain.ts';

/** Where the copies lie; no file is written. */
const FOLDER = '/copies';
const sha = (letter: string) => letter.repeat(64);

/** A desktop that writes down what it would hand over. */
function desktop(assets: AssetView[], bytes = 1_000) {
  const copied: [string, string][] = [];
  const started: { files: string[]; icon: DragIcon | null }[] = [];
  const byHash = new Map(assets.map((asset) => [asset.sha256, asset]));
  const world: DragWorld = {
    engine: {
      call: async (_name, input) => {
        const asset = byHash.get((input as { sha256: string }).sha256);
        return asset ? { ok: true, value: asset } : { ok: false, error: { code: 'NOT_FOUND', message: 'no' } };
      },
      media: async (_kind, sha256) => (byHash.get(sha256)?.missing ? null : { path: `/library/assets/${sha256}.png`, mime: 'image/png', bytes }),
    },
    folder: async () => FOLDER,
    copy: async (from, to) => void copied.push([from, to]),
    start: (files, icon) => void started.push({ files, icon }),
  };
  return { world, copied, started };
}

describe('dragging out', () => {
  it('hands over copies under readable names, never the library’s own files', async () => {
    const twin = { batchName: 'Winter', jobNumber: 7, batchTotal: 40, prompt: 'a fox' };
    const { world, copied, started } = desktop([anAsset({ ...twin, sha256: sha('a') }), anAsset({ ...twin, sha256: sha('b') })]);
    expect(await dragOut(world, { sha256s: [sha('a'), sha('b')] })).toEqual({ files: 2 });
    expect(started).toEqual([{ files: [`${FOLDER}/Winter 07 a fox ${'a'.repeat(12)}.png`, `${FOLDER}/Winter 07 a fox ${'b'.repeat(12)}.png`], icon: null }]);
    expect(copied.map(([from]) => from)).toEqual([`/library/assets/${sha('a')}.png`, `/library/assets/${sha('b')}.png`]);
    expect(copied.map(([, to]) => to)).toEqual(started[0]?.files);
  });

  it('gives two of one name one each', async () => {
    const first = `${'a'.repeat(12)}${'0'.repeat(52)}`;
    const other = `${'a'.repeat(12)}${'1'.repeat(52)}`;
    const { world, started } = desktop([anAsset({ sha256: first, batchName: 'W', prompt: 'fox' }), anAsset({ sha256: other, batchName: 'w', prompt: 'FOX' })]);
    await dragOut(world, { sha256s: [first, other] });
    const names = started[0]?.files.map((file) => file.toLowerCase()) ?? [];
    expect(new Set(names).size).toBe(2);
  });

  it.each([
    ['a path', { sha256s: ['/etc/passwd'] }],
    ['a path that climbs', { sha256s: ['../../secrets'] }],
    ['a hash in capitals', { sha256s: ['A'.repeat(64)] }],
    ['a hash and more', { sha256s: [`${sha('a')}/..`] }],
    ['nothing', { sha256s: [] }],
    ['no list', sha('a')],
    ['a file name of its own', { files: ['/etc/passwd'] }],
    ['an icon that is a path', { sha256s: [sha('a')], icon: '/etc/passwd' }],
    ['an icon of another size', { sha256s: [sha('a')], icon: { width: 2, height: 2, rgba: 'AAAA' } }],
  ])('refuses %s, and hands nothing over', async (_, input) => {
    const { world, started } = desktop([anAsset({ sha256: sha('a') })]);
    await expect(dragOut(world, input)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(started).toEqual([]);
  });

  it('refuses hashes the library does not have, and files that are away', async () => {
    const { world, copied, started } = desktop([anAsset({ sha256: sha('a') }), anAsset({ sha256: sha('b'), missing: true })]);
    await expect(dragOut(world, { sha256s: [sha('a'), sha('c')] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(dragOut(world, { sha256s: [sha('b')] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect([copied, started]).toEqual([[], []]);
  });

  it('refuses more than a drag can wait for', async () => {
    const { world, copied } = desktop([anAsset({ sha256: sha('a') }), anAsset({ sha256: sha('b') })], MOST_DRAGGED_BYTES * 0.6);
    await expect(dragOut(world, { sha256s: [sha('a'), sha('b')] })).rejects.toThrow(/Export/);
    expect(copied).toEqual([]);
  });

  it('takes the icon as pixels, and turns their order', async () => {
    const { world, started } = desktop([anAsset({ sha256: sha('a') })]);
    await dragOut(world, { sha256s: [sha('a')], icon: { width: 1, height: 1, rgba: Buffer.from([1, 2, 3, 4]).toString('base64') } });
    expect([...(started[0]?.icon?.bgra ?? [])]).toEqual([3, 2, 1, 4]);
  });
});
