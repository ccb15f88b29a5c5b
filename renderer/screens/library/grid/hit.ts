import { leading } from '../../../../shared/leading.ts';
import type { GridRow } from './sections.ts';

/** A point or a box in the list, px from its upper left corner. */
export interface Point {
  x: number;
  y: number;
}

/** Where each row begins, px. */
export function topsOf(rows: readonly Pick<GridRow, 'room'>[]): number[] {
  let top = 0;
  return rows.map(({ room }) => {
    const here = top;
    top += room;
    return here;
  });
}

/** Items whose tiles touch the box between two corners, in order. */
export function itemsBetween(rows: readonly GridRow[], tops: readonly number[], one: Point, other: Point): number[] {
  const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)];
  const [top, bottom] = [Math.min(one.y, other.y), Math.max(one.y, other.y)];
  const found: number[] = [];
  for (let at = rowAt(tops, top); at < rows.length && (tops[at] ?? 0) <= bottom; at++) {
    const row = rows[at];
    if (row?.kind !== 'tiles' || (tops[at] ?? 0) + row.height < top) continue;
    for (const tile of row.tiles) if (tile.x <= right && tile.x + tile.width >= left) found.push(tile.index);
  }
  return found;
}

/** Where something that is let go of at a point would stand: before which item (the number of items: at the end), and the line that shows it. */
export interface Gap {
  before: number;
  line: { x: number; y: number; width: number; height: number };
}

/** Null where there is no row of tiles. A row of one tile is a line of a list: there above and below count, not left and right. */
export function gapAt(rows: readonly GridRow[], tops: readonly number[], { x, y }: Point, listed: boolean): Gap | null {
  const at = nearestRow(rows, tops, y);
  const row = rows[at];
  if (row?.kind !== 'tiles') return null;
  const top = tops[at] ?? 0;
  const last = row.tiles.at(-1);
  if (!last) return null;
  if (listed) {
    const below = y > top + row.height / 2;
    return { before: row.first + (below ? 1 : 0), line: { x: last.x, y: top + (below ? row.height : 0) - 1, width: last.width, height: 2 } };
  }
  const tile = row.tiles.find((one) => x < one.x + one.width / 2);
  const edge = tile ? tile.x - 3 : last.x + last.width + 1;
  return { before: tile ? tile.index : last.index + 1, line: { x: edge, y: top, width: 2, height: row.height } };
}

function nearestRow(rows: readonly GridRow[], tops: readonly number[], y: number): number {
  const at = rowAt(tops, y);
  if (rows[at]?.kind === 'tiles') return at;
  return rows[at + 1]?.kind === 'tiles' ? at + 1 : at - 1;
}

/** The last row that begins at or above. */
function rowAt(tops: readonly number[], y: number): number {
  return Math.max(0, leading(tops.length, (at) => tops[at]! <= y) - 1);
}
