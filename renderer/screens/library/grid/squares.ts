import type { Frame, TileRow } from './justify.ts';

/** A row of a table with a thumbnail, px. */
const LINE_HEIGHT = 34;

/** `count` squares in rows that end flush: as many in a row as have at least the frame's height. */
export function squares(count: number, { width, height, gap }: Frame, firstIndex: number): TileRow[] {
  const columns = Math.max(1, Math.floor((width + gap) / (height + gap)));
  const edge = (at: number) => Math.round((at * (width + gap)) / columns);
  const side = Math.max(1, edge(1) - gap);
  return Array.from({ length: Math.ceil(count / columns) }, (_, row) => ({
    height: side,
    tiles: Array.from({ length: Math.min(columns, count - row * columns) }, (__, column) => ({
      index: firstIndex + row * columns + column,
      x: edge(column),
      width: Math.max(1, edge(column + 1) - gap - edge(column)),
    })),
  }));
}

/** One line each. */
export function lines(count: number, { width }: Frame, firstIndex: number): TileRow[] {
  return Array.from({ length: count }, (_, at) => ({ height: LINE_HEIGHT, tiles: [{ index: firstIndex + at, x: 0, width }] }));
}
