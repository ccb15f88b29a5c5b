import type { AssetView } from '../../../../shared/domain.ts';
import { justify, type Frame, type TileRow } from './justify.ts';

/** What the grid draws, top down. `height` is the row's own, `room` with the gap below it, px. */
export type GridRow = Heading | ({ kind: 'tiles'; key: string; room: number } & TileRow);

export interface Heading {
  kind: 'heading';
  key: string;
  height: number;
  room: number;
  /** Start of the day, ms. */
  day: number;
  batchName: string | null;
  count: number;
}

export const HEADING_HEIGHT = 36;

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

/** Assets (newest first) under a heading a day and batch, in justified rows. `dayOf` gives the start of a time's day, in ms. */
export function layOut(assets: readonly AssetView[], frame: Frame, dayOf: (time: number) => number): GridRow[] {
  const rows: GridRow[] = [];
  for (let start = 0; start < assets.length;) {
    const end = sectionEnd(assets, start, dayOf);
    rows.push(...section(assets, start, end, frame, dayOf));
    start = end;
  }
  return rows;
}

function sectionEnd(assets: readonly AssetView[], start: number, dayOf: (time: number) => number): number {
  const first = assets[start];
  let end = start + 1;
  while (end < assets.length && first && belongs(assets[end], first, dayOf)) end++;
  return end;
}

function belongs(asset: AssetView | undefined, first: AssetView, dayOf: (time: number) => number): boolean {
  return asset?.batchId === first.batchId && dayOf(asset.createdAt) === dayOf(first.createdAt);
}

function section(assets: readonly AssetView[], start: number, end: number, frame: Frame, dayOf: (time: number) => number): GridRow[] {
  const first = assets[start];
  if (!first) return [];
  const { batchName, createdAt, id } = first;
  const heading: Heading = {
    kind: 'heading',
    key: `h${id}`,
    height: HEADING_HEIGHT,
    room: HEADING_HEIGHT,
    day: dayOf(createdAt),
    batchName,
    count: end - start,
  };
  return [heading, ...justify(assets.slice(start, end).map(tileRatio), frame, start).map((row) => tiles(row, assets, frame.gap))];
}

function tiles(row: TileRow, assets: readonly AssetView[], gap: number): GridRow {
  return { kind: 'tiles', key: `t${assets[row.tiles[0]?.index ?? 0]?.id}`, room: row.height + gap, ...row };
}
