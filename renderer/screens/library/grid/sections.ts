import type { AssetView } from '../../../../shared/domain.ts';
import { unreachable } from '../../../../shared/unreachable.ts';
import type { OrderEntry } from '../../../state/asset-order.ts';
import type { StackPart } from '../stack/fold.ts';
import type { GridLayout } from '../query/view.ts';
import { justify, type Frame, type TileRow } from './justify.ts';
import { joinSmall, runsOf, type Run } from './runs.ts';
import { lines, squares } from './squares.ts';

/** What the grid draws, top down. `first`: the item it begins with; `height` is the row's own, `room` with the gap below it, px. */
export type GridRow = Heading | ({ kind: 'tiles'; key: string; first: number; room: number } & TileRow);

export interface Heading {
  kind: 'heading';
  key: string;
  first: number;
  height: number;
  room: number;
  /** Start of the day, ms. */
  day: number;
  /** One, or several where small runs share a heading. Null for what no batch made. */
  batchNames: readonly (string | null)[];
  /** Assets under it, those in folded stacks too. */
  count: number;
}

/** What of an item the layout goes by. */
export interface Laid {
  entry: Pick<OrderEntry, 'id' | 'kind' | 'ratio' | 'createdAt' | 'batchId' | 'batchName'>;
  stack?: Pick<StackPart, 'count' | 'open'> | null;
}

const HEADING_HEIGHT = 36;

/** Ratios beyond these are cropped: a strip would swallow its row. */
const NARROWEST = 0.5;
const WIDEST = 3;
/** Sound has no picture; its tile is wide enough for a waveform. */
const AUDIO_RATIO = 2.1;

/** Width over height of an asset's tile; known before its picture is. */
export function ratioOf({ kind, ratio }: Pick<OrderEntry, 'kind' | 'ratio'>): number {
  if (kind === 'audio') return AUDIO_RATIO;
  return ratio === null ? 1 : Math.min(WIDEST, Math.max(NARROWEST, ratio));
}

export function tileRatio({ kind, width, height }: Pick<AssetView, 'kind' | 'width' | 'height'>): number {
  return ratioOf({ kind, ratio: width && height ? width / height : null });
}

/** Items (newest first) under headings of day and batch, in rows. `dayOf` gives the start of a time's day, in ms. */
export function layOut(items: readonly Laid[], layout: GridLayout, frame: Frame, dayOf: (time: number) => number): GridRow[] {
  const rows: GridRow[] = [];
  for (const run of joinSmall(runsOf(items, dayOf))) {
    rows.push(heading(items, run));
    for (const row of arranged(items, run, layout, frame)) rows.push(tiles(row, items, layout === 'list' ? 0 : frame.gap));
  }
  return rows;
}

function arranged(items: readonly Laid[], run: Run, layout: GridLayout, frame: Frame): TileRow[] {
  switch (layout) {
    case 'justified':
      return justify(
        items.slice(run.start, run.end).map(({ entry }) => ratioOf(entry)),
        frame,
        run.start,
      );
    case 'square':
      return squares(run.end - run.start, frame, run.start);
    case 'list':
      return lines(run.end - run.start, frame, run.start);
    default:
      return unreachable(layout);
  }
}

function heading(items: readonly Laid[], run: Run): Heading {
  return {
    kind: 'heading',
    key: `h${items[run.start]?.entry.id}`,
    first: run.start,
    height: HEADING_HEIGHT,
    room: HEADING_HEIGHT,
    day: run.day,
    batchNames: [...run.batches.values()],
    count: items.slice(run.start, run.end).reduce((sum, { stack }) => sum + (stack && !stack.open ? stack.count : 1), 0),
  };
}

function tiles(row: TileRow, items: readonly Laid[], gap: number): GridRow {
  const first = row.tiles[0]?.index ?? 0;
  return { kind: 'tiles', key: `t${items[first]?.entry.id}`, first, room: row.height + gap, ...row };
}
