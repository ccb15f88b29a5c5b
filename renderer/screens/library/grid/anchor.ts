import type { GridRow, Laid } from './sections.ts';
import { rowOf } from './walk.ts';

/** What lies at the top edge: an asset, and how far the edge is below the start of its row, px. */
export interface Anchor {
  assetId: number;
  offset: number;
}

/** The anchor at this distance from the grid's start; null at its very top, where what is new should come into sight. */
export function anchorAt(rows: readonly GridRow[], items: readonly Laid[], scrollTop: number): Anchor | null {
  if (scrollTop <= 0) return null;
  let start = 0;
  for (const row of rows) {
    const item = row.kind === 'tiles' ? items[row.first] : undefined;
    if (item && start + row.room > scrollTop) return { assetId: item.entry.id, offset: scrollTop - start };
    start += row.room;
  }
  return null;
}

/** Where to scroll so that the anchor is where it was; the start when it is no longer there. */
export function scrollTopFor(rows: readonly GridRow[], items: readonly Laid[], anchor: Anchor): number {
  const index = items.findIndex(({ entry }) => entry.id === anchor.assetId);
  const at = index < 0 ? -1 : rowOf(rows, index);
  return at < 0 ? 0 : Math.max(0, topOf(rows, at) + anchor.offset);
}

/** Distance of a row from the grid's start, px. */
export function topOf(rows: readonly GridRow[], at: number): number {
  let top = 0;
  for (let before = 0; before < at; before++) top += rows[before]?.room ?? 0;
  return top;
}
