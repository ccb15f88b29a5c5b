import type { AssetView } from '../../../../shared/domain.ts';
import { justify, type Frame, type TileRow } from './justify.ts';
import { joinSmall, runsOf, type Run } from './runs.ts';

/** What the grid draws, top down. `height` is the row's own, `room` with the gap below it, px. */
export type GridRow = Heading | ({ kind: 'tiles'; key: string; room: number } & TileRow);

export interface Heading {
  kind: 'heading';
  key: string;
  height: number;
  room: number;
  /** Start of the day, ms. */
  day: number;
  /** One, or several where small runs share a heading. Null for what no batch made. */
  batchNames: readonly (string | null)[];
  count: number;
}

const HEADING_HEIGHT = 36;

/** Ratios beyond these are cropped: a strip would swallow its row. */
const NARROWEST = 0.5;
const WIDEST = 3;
/** Sound has no picture; its tile is as wide as the waveform of a later day needs. */
const AUDIO_RATIO = 2.1;

/** Width over height of an asset's tile; known before its picture is. */
export function tileRatio(asset: Pick<AssetView, 'kind' | 'width' | 'height'>): number {
  if (asset.kind === 'audio') return AUDIO_RATIO;
  if (!asset.width || !asset.height) return 1;
  return Math.min(WIDEST, Math.max(NARROWEST, asset.width / asset.height));
}

/** Assets (newest first) under headings of day and batch, in justified rows. `dayOf` gives the start of a time's day, in ms. */
export function layOut(assets: readonly AssetView[], frame: Frame, dayOf: (time: number) => number): GridRow[] {
  return joinSmall(runsOf(assets, dayOf)).flatMap((run) => section(assets, run, frame));
}

function section(assets: readonly AssetView[], run: Run, frame: Frame): GridRow[] {
  const heading: Heading = {
    kind: 'heading',
    key: `h${assets[run.start]?.id}`,
    height: HEADING_HEIGHT,
    room: HEADING_HEIGHT,
    day: run.day,
    batchNames: [...run.batches.values()],
    count: run.end - run.start,
  };
  return [heading, ...justify(assets.slice(run.start, run.end).map(tileRatio), frame, run.start).map((row) => tiles(row, assets, frame.gap))];
}

function tiles(row: TileRow, assets: readonly AssetView[], gap: number): GridRow {
  return { kind: 'tiles', key: `t${assets[row.tiles[0]?.index ?? 0]?.id}`, room: row.height + gap, ...row };
}
