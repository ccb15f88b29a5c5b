import { describe, expect, it } from 'vitest';
import { gapAt, itemsBetween, topsOf } from '../../../../renderer/screens/library/grid/hit.ts';
import type { GridRow } from '../../../../renderer/screens/library/grid/sections.ts';
import { banded, only, toggled } from '../../../../renderer/screens/library/select/selection.ts';

const heading = (first: number): GridRow => ({ kind: 'heading', key: `h${first}`, first, height: 36, room: 36, day: 0, batchNames: [null], count: 3 });
const tiles = (first: number, count: number): GridRow => ({
  kind: 'tiles',
  key: `t${first}`,
  first,
  height: 100,
  room: 104,
  tiles: Array.from({ length: count }, (_, at) => ({ index: first + at, x: at * 104, width: 100 })),
});
/** Rows begin at 0, 36, 140, 244, 280. */
const ROWS = [heading(0), tiles(0, 3), tiles(3, 2), heading(5), tiles(5, 1)];
const TOPS = topsOf(ROWS);

describe('a band', () => {
  it('takes every tile it touches, whichever way it is drawn, and no heading', () => {
    expect(itemsBetween(ROWS, TOPS, { x: 110, y: 50 }, { x: 220, y: 150 })).toEqual([1, 2, 4]);
    expect(itemsBetween(ROWS, TOPS, { x: 220, y: 150 }, { x: 110, y: 50 })).toEqual([1, 2, 4]);
    expect(itemsBetween(ROWS, TOPS, { x: 0, y: 250 }, { x: 300, y: 270 })).toEqual([]);
    expect(itemsBetween(ROWS, TOPS, { x: -20, y: -20 }, { x: 900, y: 900 })).toEqual([0, 1, 2, 3, 4, 5]);
    expect(itemsBetween([], [], { x: 0, y: 0 }, { x: 9, y: 9 })).toEqual([]);
  });

  it('selects what is in it alone, or besides what was selected', () => {
    const before = toggled(only(7), 8);
    expect([...banded(before, null, [1, 2]).selected]).toEqual([1, 2]);
    expect(banded(before, before.selected, [1, 7]).selected).toEqual(new Set([1, 7, 8]));
    expect(banded(before, null, [1, 2])).toMatchObject({ focus: 1, anchor: 1 });
    expect(banded(before, null, [])).toMatchObject({ focus: null, anchor: null });
  });
});

describe('where something is let go of', () => {
  it('is before the tile whose first half the mouse is on, or after the last of the row', () => {
    expect(gapAt(ROWS, TOPS, { x: 20, y: 60 }, false)).toMatchObject({ before: 0, line: { x: -3, y: 36, height: 100 } });
    expect(gapAt(ROWS, TOPS, { x: 180, y: 60 }, false)).toMatchObject({ before: 2 });
    expect(gapAt(ROWS, TOPS, { x: 290, y: 60 }, false)).toMatchObject({ before: 3, line: { x: 309 } });
    expect(gapAt(ROWS, TOPS, { x: 900, y: 5_000 }, false)).toMatchObject({ before: 6 });
  });

  it('on a heading is in the row below it, and in a list above or below the line', () => {
    expect(gapAt(ROWS, TOPS, { x: 0, y: 10 }, false)).toMatchObject({ before: 0 });
    const lines = [tiles(0, 1), tiles(1, 1)];
    expect(gapAt(lines, topsOf(lines), { x: 90, y: 20 }, true)).toMatchObject({ before: 0, line: { y: -1, width: 100 } });
    expect(gapAt(lines, topsOf(lines), { x: 90, y: 80 }, true)).toMatchObject({ before: 1, line: { y: 99 } });
  });
});
