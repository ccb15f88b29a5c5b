import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorAt, scrollTopFor } from '../../../../renderer/screens/library/grid/anchor.ts';
import { batchWords } from '../../../../renderer/screens/library/grid/day-words.ts';
import { justify } from '../../../../renderer/screens/library/grid/justify.ts';
import { layOut, tileRatio } from '../../../../renderer/screens/library/grid/sections.ts';
import { rowOf, walk } from '../../../../renderer/screens/library/grid/walk.ts';
import { anAsset } from './an-asset.ts';

const DAY = 86_400_000;
const dayOf = (time: number) => Math.floor(time / DAY) * DAY;
const frame = { width: 748, height: 122, gap: 4 };

describe('justify', () => {
  it('fills rows flush and keeps the last one at its height', () => {
    const rows = justify([1, 1, 1.78, 1, 1.5, 1], frame);
    expect(rows).toHaveLength(2);
    const tiles = rows[0]?.tiles ?? [];
    const end = tiles.at(-1);
    expect((end?.x ?? 0) + (end?.width ?? 0)).toBe(748);
    expect(rows[1]).toEqual({ height: 122, tiles: [{ index: 5, x: 0, width: 122 }] });
  });

  it('places every tile once, in order, inside the frame, with even gaps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.5, max: 3, noNaN: true }), { maxLength: 300 }),
        fc.integer({ min: 300, max: 2400 }),
        fc.integer({ min: 80, max: 240 }),
        (ratios, width, height) => {
          const rows = justify(ratios, { width, height, gap: 4 });
          expect(rows.flatMap((row) => row.tiles.map((tile) => tile.index))).toEqual(ratios.map((_, index) => index));
          for (const [at, row] of rows.entries()) {
            for (const [place, tile] of row.tiles.entries()) {
              const before = row.tiles[place - 1];
              if (before) expect(tile.x).toBe(before.x + before.width + 4);
              expect(tile.x + tile.width).toBeLessThanOrEqual(width + 1);
            }
            if (at < rows.length - 1) expect(row.height).toBeLessThanOrEqual(height);
          }
        },
      ),
    );
  });
});

describe('layOut', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  const assets = [
    ...Array.from({ length: 9 }, (_, index) => anAsset({ id: 100 - index, createdAt: now })),
    ...Array.from({ length: 3 }, (_, index) =>
      anAsset({ id: 90 - index, createdAt: now, batchId: 2, batchName: 'Harbour', kind: 'video', width: 1280, height: 720 }),
    ),
    anAsset({ id: 50, createdAt: now - DAY, batchId: 2, kind: 'audio', width: null, height: null }),
  ];
  const rows = layOut(assets, frame, dayOf);

  it('heads each day and batch, with its count', () => {
    expect(rows.filter((row) => row.kind === 'heading').map((row) => [row.day === dayOf(now), row.batchNames, row.count])).toEqual([
      [true, ['Winter light'], 9],
      [true, ['Harbour'], 3],
      [false, ['Winter light'], 1],
    ]);
  });

  it('puts batches that took turns under one heading', () => {
    const turns = Array.from({ length: 12 }, (_, at) => anAsset({ id: 30 - at, createdAt: now, batchId: at % 3, batchName: `Batch ${at % 3}` }));
    const long = Array.from({ length: 6 }, (_, at) => anAsset({ id: 10 - at, createdAt: now, batchId: 7, batchName: 'Long' }));
    const headings = layOut([...turns, ...long], frame, dayOf).filter((row) => row.kind === 'heading');
    expect(headings.map((row) => [batchWords(row.batchNames), row.count])).toEqual([
      ['Batch 0, Batch 1 and 1 more', 12],
      ['Long', 6],
    ]);
  });

  it('leaves room between rows and gives each a key of its own', () => {
    for (const row of rows) expect(row.room - row.height).toBe(row.kind === 'tiles' ? 4 : 0);
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });

  it('knows ratios before pictures', () => {
    expect([
      tileRatio({ kind: 'image', width: null, height: null }),
      tileRatio({ kind: 'image', width: 9000, height: 100 }),
      tileRatio({ kind: 'video', width: 720, height: 1280 }),
    ]).toEqual([1, 3, 0.5625]);
  });

  it('lays 10,000 out within a frame or two', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => anAsset({ id: 20_000 - index, batchId: Math.floor(index / 240) }));
    const started = performance.now();
    layOut(many, frame, dayOf);
    expect(performance.now() - started).toBeLessThan(200);
  });

  it('keeps what one looks at in its place when more arrives above', () => {
    const at = rows.slice(0, 4).reduce((sum, row) => sum + row.room, 0) + 10;
    const anchor = anchorAt(rows, assets, at);
    expect(scrollTopFor(rows, assets, anchor!)).toBe(at);
    const more = [anAsset({ id: 101, createdAt: now + 1, batchId: 9 }), ...assets];
    const later = layOut(more, frame, dayOf);
    expect(scrollTopFor(later, more, anchor!)).toBe(at + 36 + 122 + 4);
    expect(anchorAt(rows, assets, 0)).toBeNull();
    expect(scrollTopFor(rows, assets, { assetId: 7, offset: 3 })).toBe(0);
  });

  it('walks by key', () => {
    const go = (from: number | null, step: Parameters<typeof walk>[3]) => walk(rows, assets.length, from, step);
    expect([go(null, 'right'), go(0, 'left'), go(0, 'right'), go(4, 'end'), go(4, 'home')]).toEqual([0, 0, 1, 12, 0]);
    expect(go(0, 'up')).toBe(0);
    expect(rowOf(rows, go(0, 'down') ?? -1)).toBeGreaterThan(rowOf(rows, 0));
    expect(go(go(0, 'down') ?? 0, 'up')).toBe(0);
    expect(walk([], 0, null, 'down')).toBeNull();
  });
});
