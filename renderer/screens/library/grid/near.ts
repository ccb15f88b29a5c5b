import { pictureFor } from '../../../components/picture-for.ts';
import type { Small } from '../../../state/use-library.ts';
import type { GridLayout } from '../query/view.ts';
import type { GridItem } from '../stack/fold.ts';
import type { GridRow } from './sections.ts';

/** Edge of a line's picture, px. */
export const LINE_EDGE = 28;

export interface Shown {
  layout: GridLayout;
  /** Of the screen, for each CSS pixel. */
  devicePixels: number;
}

/** The picture that a tile of this size shows, px. */
export function pictureOf({ layout, devicePixels }: Shown, width: number, height: number): Small {
  return pictureFor(layout === 'list' ? LINE_EDGE : Math.max(width, height), devicePixels);
}

/** An asset of the grid and the picture it shows there; null: sound has none. */
export interface Near {
  id: number;
  of: Small | null;
}

type Items = readonly Pick<GridItem, 'entry'>[];

/** So many assets beyond the drawn rows are read with them, each way: a row that comes next has its pictures asked for at once. */
const AHEAD = 60;

/** Assets of the rows `first` to `last` and of those around them, the most urgent first. */
export function nearRows(rows: readonly GridRow[], items: Items, shown: Shown, first: number, last: number): Near[] {
  const near = (row: GridRow) => tilesOf(row, items, shown);
  return [...rows.slice(first, last + 1).flatMap(near), ...beyond(rows, near, last + 1, 1), ...beyond(rows, near, first - 1, -1)];
}

function beyond(rows: readonly GridRow[], near: (row: GridRow) => Near[], from: number, step: 1 | -1): Near[] {
  const found: Near[] = [];
  for (let at = from; found.length < AHEAD; at += step) {
    const row = rows[at];
    if (!row) break;
    found.push(...near(row));
  }
  return found;
}

function tilesOf(row: GridRow, items: Items, shown: Shown): Near[] {
  if (row.kind === 'heading') return [];
  return row.tiles.flatMap(({ index, width }) => {
    const entry = items[index]?.entry;
    return entry ? { id: entry.id, of: entry.kind === 'audio' ? null : pictureOf(shown, width, row.height) } : [];
  });
}
