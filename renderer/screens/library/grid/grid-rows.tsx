import { memo, useState } from 'react';
import { count, counted } from '../../../look/numbers.ts';
import { useNow } from '../../../state/clock.ts';
import type { AssetDetails } from '../../../state/asset-details.ts';
import type { Pictures } from '../../../state/use-library.ts';
import type { GridLayout } from '../query/view.ts';
import type { Selection } from '../select/selection.ts';
import type { GridItem } from '../stack/fold.ts';
import { AssetLine } from '../tile/asset-line.tsx';
import { AssetTile } from '../tile/asset-tile.tsx';
import { batchWords, dayWords } from './day-words.ts';
import { pictureOf } from './near.ts';
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
  items: readonly GridItem[];
  layout: GridLayout;
  selection: Selection;
  details: AssetDetails;
  pictures: Pictures;
  /** Of both: a row is drawn again when they changed. */
  version: number;
  /** One scrolls too fast to see a picture. */
  skims: boolean;
  gridId: string;
}

/** A row that comes while one skims is drawn as the outlines of its tiles, and with all that is on them once one looks; what is drawn stays. */
export const TilesRow = memo(function TilesRow({ skims, ...props }: TilesRowProps) {
  const [drawn, setDrawn] = useState(!skims);
  if (!drawn && !skims) setDrawn(true);
  return drawn ? <Tiles {...props} /> : <Outlines row={props.row} />;
});

/** One element and one picture for a row: a dozen of them are new in each frame. */
function Outlines({ row }: Pick<TilesRowProps, 'row'>) {
  const stops = row.tiles.map(({ x, width }) => `transparent ${x}px, var(--color-panel) ${x}px ${x + width}px, transparent ${x + width}px`);
  return (
    <div role="gridcell" aria-label={counted(row.tiles.length, 'asset')} className="h-full" style={{ background: `linear-gradient(90deg, ${stops.join()})` }} />
  );
}

function Tiles({ row, items, layout, selection, details, pictures, gridId }: Omit<TilesRowProps, 'skims'>) {
  const Tile = layout === 'list' ? AssetLine : AssetTile;
  const shown = { layout, devicePixels: devicePixelRatio };
  return row.tiles.map(({ index, x, width }) => {
    const item = items[index];
    if (!item) return null;
    const { id } = item.entry;
    return (
      <Tile
        key={id}
        id={`${gridId}-${index}`}
        index={index}
        entry={item.entry}
        asset={details.get(id)}
        picture={pictures[pictureOf(shown, width, row.height)].get(id)}
        stack={item.stack?.key ?? null}
        stackCount={item.stack?.count ?? 1}
        stackOpen={item.stack?.open ?? false}
        cover={item.stack?.cover ?? true}
        x={x}
        width={width}
        height={row.height}
        selected={selection.selected.has(id)}
        focused={selection.focus === id}
      />
    );
  });
}
