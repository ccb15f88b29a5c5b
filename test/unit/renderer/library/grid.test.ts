import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorAt, scrollTopFor } from '../../../../renderer/screens/library/grid/anchor.ts';
import { batchWords } from '../../../../renderer/screens/library/grid/day-words.ts';
import { monthAt, monthsOf } from '../../../../renderer/screens/library/grid/months.ts';
import { justify } from '../../../../renderer/screens/library/grid/justify.ts';
import { layOut as layOutAs, tileRatio, type GridRow } from '../../../../renderer/screens/library/grid/sections.ts';
import { lines, squares } from '../../../../renderer/screens/library/grid/squares.ts';
import { rowOf, walk } from '../../../../renderer/screens/library/grid/walk.ts';
import { entryOf } from '../../../../renderer/state/asset-order.ts';
import { anAsset as aRow } from './an-asset.ts';

const DAY = 86_400_000;
const dayOf = (time: number) => Math.floor(time / DAY) * DAY;
const anAsset = (over: Parameters<typeof aRow>[0]) => ({ entry: entryOf(aRow(over)) });
const layOut = (items: Parameters<typeof layOutAs>[0], ...rest: [frame: Parameters<typeof layOutAs>[2], day: typeof dayOf]) =>
  layOutAs(items, 'justified', ...rest);
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

describe('squares and lines', () => {
  it('fill the width with the same number in every row', () => {
    const rows = squares(14, { width: 748, height: 122, gap: 4 }, 20);
    expect(rows.map((row) => row.tiles.length)).toEqual([5, 5, 4]);
    expect(rows[0]?.height).toBe(146);
    expect(rows.flatMap((row) => row.tiles.map((tile) => tile.index))).toEqual(Array.from({ length: 14 }, (_, at) => 20 + at));
    for (const row of rows.slice(0, 2)) expect((row.tiles.at(-1)?.x ?? 0) + (row.tiles.at(-1)?.width ?? 0)).toBe(748);
    expect(squares(3, { width: 50, height: 122, gap: 4 }, 0).map((row) => row.tiles.length)).toEqual([1, 1, 1]);
  });

  it('are laid one under the other in a list', () => {
    expect(lines(2, { width: 748, height: 122, gap: 4 }, 5)).toEqual([
      { height: 34, tiles: [{ index: 5, x: 0, width: 748 }] },
      { height: 34, tiles: [{ index: 6, x: 0, width: 748 }] },
    ]);
    const items = Array.from({ length: 3 }, (_, at) => anAsset({ id: 9 - at }));
    const rows: GridRow[] = layOutAs(items, 'list', frame, dayOf);
    expect(rows.map((row) => [row.kind, row.room])).toEqual([
      ['heading', 36],
      ['tiles', 34],
      ['tiles', 34],
      ['tiles', 34],
    ]);
  });
});

describe('months', () => {
  const month = (at: number) => Date.UTC(2026, 1 - at, 12);
  const items = Array.from({ length: 4 }, (_, at) => Array.from({ length: 8 }, (__, one) => anAsset({ id: 100 - 10 * at - one, createdAt: month(at) }))).flat();
  const rows = layOut(items, frame, dayOf);
  const total = rows.reduce((sum, row) => sum + row.room, 0);

  it('stand where their first row lies, with a year where another begins', () => {
    const marks = monthsOf(rows, total, 400, 24);
    expect(marks.map((mark) => mark.label)).toEqual(['Feb', 'Jan', '’25', 'Nov']);
    expect(marks.map((mark) => mark.top)).toEqual([0, total / 4, total / 2, (3 * total) / 4]);
    expect(monthAt(marks, total / 2 + 5)).toBe(marks[2]);
    expect(monthAt(marks, -5)).toBe(marks[0]);
    expect(monthAt([], 0)).toBeNull();
  });

  it('are marked without a word where there is no room', () => {
    expect(monthsOf(rows, total, 40, 24).map((mark) => mark.label)).toEqual(['Feb', null, null, null]);
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

  it('counts what lies in folded stacks', () => {
    const [one, other, last] = [anAsset({ id: 9, createdAt: now }), anAsset({ id: 8, createdAt: now }), anAsset({ id: 7, createdAt: now })];
    const [heading] = layOut(
      [
        { ...one, stack: { count: 4, open: false } },
        { ...other, stack: { count: 2, open: true } },
        { ...last, stack: null },
      ],
      frame,
      dayOf,
    );
    expect(heading).toMatchObject({ kind: 'heading', count: 6 });
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
    const one = anAsset({}).entry;
    const many = Array.from({ length: 10_000 }, (_, index) => ({ entry: { ...one, id: 20_000 - index, batchId: Math.floor(index / 240) } }));
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

  it('walks by pages', () => {
    const many = layOut(
      Array.from({ length: 200 }, (_, at) => anAsset({ id: 500 - at, createdAt: now })),
      frame,
      dayOf,
    );
    const go = (from: number, step: Parameters<typeof walk>[3]) => walk(many, 200, from, step, 300) ?? -1;
    const rowsBetween = (from: number, to: number) => rowOf(many, to) - rowOf(many, from);
    expect(rowsBetween(60, go(60, 'page-down'))).toBe(3);
    expect(rowsBetween(60, go(60, 'page-up'))).toBe(-3);
    expect([go(199, 'page-down'), go(0, 'page-up')]).toEqual([199, 0]);
  });

  it('finds the row of every tile, and of none beyond', () => {
    for (const [index] of assets.entries()) {
      const row = rows[rowOf(rows, index)];
      expect(row?.kind === 'tiles' && row.tiles.some((tile) => tile.index === index)).toBe(true);
    }
    expect([rowOf(rows, assets.length), rowOf([], 0)]).toEqual([-1, -1]);
  });

  it('walks by key', () => {
    const go = (from: number | null, step: Parameters<typeof walk>[3]) => walk(rows, assets.length, from, step, 300);
    expect([go(null, 'right'), go(0, 'left'), go(0, 'right'), go(4, 'end'), go(4, 'home')]).toEqual([0, 0, 1, 12, 0]);
    expect(go(0, 'up')).toBe(0);
    expect(rowOf(rows, go(0, 'down') ?? -1)).toBeGreaterThan(rowOf(rows, 0));
    expect(go(go(0, 'down') ?? 0, 'up')).toBe(0);
    expect(walk([], 0, null, 'down', 300)).toBeNull();
  });
});
