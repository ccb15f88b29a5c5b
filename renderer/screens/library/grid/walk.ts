import { leading } from '../../../../shared/leading.ts';
import type { GridRow } from './sections.ts';

export type Step = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'page-up' | 'page-down';

const KEYS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
  PageUp: 'page-up',
  PageDown: 'page-down',
};

export function stepOfKey(key: string): Step | null {
  return Object.hasOwn(KEYS, key) ? (KEYS[key] ?? null) : null;
}

/**
 * The tile that a key leads to from tile `index`, of `count`; up and down go to the tile under the middle of this one, a page as many rows as fill
 * `page` px.
 */
export function walk(rows: readonly GridRow[], count: number, index: number | null, step: Step, page: number): number | null {
  if (count === 0) return null;
  if (index === null) return step === 'end' ? count - 1 : 0;
  switch (step) {
    case 'left':
      return Math.max(0, index - 1);
    case 'right':
      return Math.min(count - 1, index + 1);
    case 'home':
      return 0;
    case 'end':
      return count - 1;
    case 'up':
    case 'down':
      return vertical(rows, index, step === 'up' ? -1 : 1, 1);
    case 'page-up':
    case 'page-down':
      return vertical(rows, index, step === 'page-up' ? -1 : 1, page);
  }
}

/** The position, among `rows`, of the row that holds tile `index`; -1 when none does. */
export function rowOf(rows: readonly GridRow[], index: number): number {
  const at = leading(rows.length, (place) => rows[place]!.first <= index) - 1;
  const row = rows[at];
  return row?.kind === 'tiles' && index < row.first + row.tiles.length ? at : -1;
}

/** At least `distance` px away in rows, as far as there are any. */
function vertical(rows: readonly GridRow[], index: number, direction: -1 | 1, distance: number): number {
  const from = rowOf(rows, index);
  const row = rows[from];
  const tile = row?.kind === 'tiles' ? row.tiles.find((candidate) => candidate.index === index) : undefined;
  if (!tile) return index;
  const middle = tile.x + tile.width / 2;
  let gone = 0;
  let found = index;
  for (let at = from + direction; at >= 0 && at < rows.length && gone < distance; at += direction) {
    const next = rows[at];
    gone += next?.room ?? 0;
    if (next?.kind !== 'tiles') {
      // A heading is no place to stop at.
      if (gone >= distance) gone = distance - 1;
      continue;
    }
    found = nearest(next.tiles, middle);
  }
  return found;
}

function nearest(tiles: readonly { index: number; x: number; width: number }[], middle: number): number {
  const off = (tile: { x: number; width: number }) => Math.abs(tile.x + tile.width / 2 - middle);
  return tiles.reduce((best, tile) => (off(tile) < off(best) ? tile : best)).index;
}
