import type { AssetView } from '../../../../shared/domain.ts';
import type { GridRow } from './sections.ts';

/** What lies at the top edge: an asset, and how far the edge is below the start of its row, px. */
export interface Anchor {
  assetId: number;
  offset: number;
}

/** The anchor at this distance from the grid's start; null at its very top, where what is new should come into sight. */
export function anchorAt(rows: readonly GridRow[], assets: readonly AssetView[], scrollTop: number): Anchor | null {
  if (scrollTop <= 0) return null;
  let start = 0;
  for (const row of rows) {
    const asset = row.kind === 'tiles' ? assets[row.tiles[0]?.index ?? -1] : undefined;
    if (asset && start + row.room > scrollTop) return { assetId: asset.id, offset: scrollTop - start };
    start += row.room;
  }
  return null;
}

/** Where to scroll so that the anchor is where it was; the start when it is no longer there. */
export function scrollTopFor(rows: readonly GridRow[], assets: readonly AssetView[], anchor: Anchor): number {
  const index = assets.findIndex((asset) => asset.id === anchor.assetId);
  let start = 0;
  for (const row of rows) {
    if (row.kind === 'tiles' && row.tiles.some((tile) => tile.index === index)) return Math.max(0, start + anchor.offset);
    start += row.room;
  }
  return 0;
}
