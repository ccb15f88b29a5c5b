import type { AssetView } from '../../../../shared/domain.ts';
import { justify, type Frame, type TileRow } from './justify.ts';

/** What the grid draws, top down. `top` is the distance from the grid's start, px. */
export type GridRow = ({ kind: 'heading'; day: number; batchId: number | null; batchName: string | null; count: number } | ({ kind: 'tiles' } & TileRow)) & {
  top: number;
  height: number;
  key: string;
};

type Row = GridRow extends infer R ? (R extends GridRow ? Omit<R, 'top'> : never) : never;

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
  const rows: Row[] = [];
  for (let start = 0; start < assets.length;) {
    const end = sectionEnd(assets, start, dayOf);
    rows.push(...section(assets, start, end, frame, dayOf));
    start = end;
  }
  return stack(rows, frame.gap);
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

function section(assets: readonly AssetView[], start: number, end: number, frame: Frame, dayOf: (time: number) => number): Row[] {
  const first = assets[start];
  if (!first) return [];
  const day = dayOf(first.createdAt);
  const heading: Row = {
    kind: 'heading',
    day,
    batchId: first.batchId,
    batchName: first.batchName,
    count: end - start,
    height: HEADING_HEIGHT,
    key: `h${first.id}`,
  };
  const ratios = assets.slice(start, end).map(tileRatio);
  return [heading, ...justify(ratios, frame, start).map((row): Row => ({ kind: 'tiles', key: `t${assets[row.tiles[0]?.index ?? start]?.id}`, ...row }))];
}

function stack(rows: readonly Row[], gap: number): GridRow[] {
  let top = 0;
  return rows.map((row) => {
    const placed = { ...row, top } as GridRow;
    top += row.height + (row.kind === 'tiles' ? gap : 0);
    return placed;
  });
}
