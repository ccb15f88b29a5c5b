import type { GridRow } from './sections.ts';

export type Step = 'left' | 'right' | 'up' | 'down' | 'home' | 'end';

const KEYS: Readonly<Record<string, Step>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', Home: 'home', End: 'end' };

export function stepOfKey(key: string): Step | null {
  return Object.hasOwn(KEYS, key) ? (KEYS[key] ?? null) : null;
}

/** The tile that a key leads to from tile `index`, of `count`; up and down go to the tile under the middle of this one. */
export function walk(rows: readonly GridRow[], count: number, index: number | null, step: Step): number | null {
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
      return vertical(rows, index, step === 'up' ? -1 : 1);
  }
}

/** The position, among `rows`, of the row that holds tile `index`; -1 when none does. */
export function rowOf(rows: readonly GridRow[], index: number): number {
  return rows.findIndex((row) => row.kind === 'tiles' && row.tiles.some((tile) => tile.index === index));
}

function vertical(rows: readonly GridRow[], index: number, direction: -1 | 1): number {
  const from = rowOf(rows, index);
  const row = rows[from];
  const tile = row?.kind === 'tiles' ? row.tiles.find((candidate) => candidate.index === index) : undefined;
  if (!tile) return index;
  const middle = tile.x + tile.width / 2;
  for (let at = from + direction; at >= 0 && at < rows.length; at += direction) {
    const next = rows[at];
    if (next?.kind === 'tiles') return nearest(next.tiles, middle);
  }
  return index;
}

function nearest(tiles: readonly { index: number; x: number; width: number }[], middle: number): number {
  const off = (tile: { x: number; width: number }) => Math.abs(tile.x + tile.width / 2 - middle);
  return tiles.reduce((best, tile) => (off(tile) < off(best) ? tile : best)).index;
}
