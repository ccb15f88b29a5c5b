import type { AssetView } from '../../../../shared/domain.ts';
import { count } from '../../../look/numbers.ts';
import { useNow } from '../../../state/clock.ts';
import { AssetTile } from '../tile/asset-tile.tsx';
import { batchWords, dayWords } from './day-words.ts';
import type { GridRow, Heading } from './sections.ts';

const MINUTE_MS = 60_000;

/** A day and its batch, or batches. `open`: more of it may follow, so its count is not known yet. */
export function HeadingRow({ row, open }: { row: Heading; open: boolean }) {
  const now = useNow(MINUTE_MS);
  return (
    <h2 className="flex h-full items-center gap-2.5 text-body">
      <span className="font-semibold">{dayWords(row.day, now)}</span>
      <span dir="auto" className="min-w-0 truncate text-text-2">
        {batchWords(row.batchNames)}
      </span>
      {!open && <span className="mono text-small text-text-3">{count(row.count)}</span>}
    </h2>
  );
}

export interface TilesRowProps {
  row: Extract<GridRow, { kind: 'tiles' }>;
  assets: readonly AssetView[];
  chosen: number | null;
  tileId(index: number): string;
}

export function TilesRow({ row, assets, chosen, tileId }: TilesRowProps) {
  return row.tiles.map((tile) => {
    const asset = assets[tile.index];
    if (!asset) return null;
    return (
      <AssetTile
        key={asset.id}
        asset={asset}
        id={tileId(tile.index)}
        index={tile.index}
        x={tile.x}
        width={tile.width}
        height={row.height}
        chosen={tile.index === chosen}
      />
    );
  });
}
