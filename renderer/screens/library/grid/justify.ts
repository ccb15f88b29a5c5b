/** A tile's place in its row, px. */
export interface Placed {
  index: number;
  x: number;
  width: number;
}

export interface TileRow {
  height: number;
  tiles: Placed[];
}

export interface Frame {
  /** Room for a row, px. */
  width: number;
  /** The height rows aim at; full rows differ from it so that both edges line up. */
  height: number;
  gap: number;
}

/** A last row is made flush too when that makes it at most so much higher than the aim. */
const FULL = 1.25;

/**
 * Tiles of the given aspect ratios (width / height), in order, in rows that end flush on both sides; the last row keeps its height. Sizes
 * come from the ratios alone, so nothing moves when pictures arrive. Whole pixels: widths of a full row and its gaps sum to the frame's.
 */
export function justify(ratios: readonly number[], frame: Frame, firstIndex = 0): TileRow[] {
  const rows: TileRow[] = [];
  let start = 0;
  let sum = 0;
  for (let end = 0; end < ratios.length; end++) {
    sum += ratios[end] ?? 1;
    if (heightOf(sum, end - start + 1, frame) > frame.height) continue;
    rows.push(full(ratios.slice(start, end + 1), sum, frame, firstIndex + start));
    start = end + 1;
    sum = 0;
  }
  if (start < ratios.length) rows.push(last(ratios.slice(start), sum, frame, firstIndex + start));
  return rows;
}

/** Height at which tiles of these ratios fill the row's width. */
function heightOf(sum: number, count: number, { width, gap }: Frame): number {
  return (width - gap * (count - 1)) / sum;
}

function full(ratios: readonly number[], sum: number, frame: Frame, firstIndex: number): TileRow {
  const height = heightOf(sum, ratios.length, frame);
  let x = 0;
  let reach = 0;
  const tiles = ratios.map((ratio, at) => {
    const from = x;
    reach += ratio * height;
    const right = at === ratios.length - 1 ? frame.width : Math.round(reach + frame.gap * at);
    x = right + frame.gap;
    return { index: firstIndex + at, x: from, width: Math.max(1, right - from) };
  });
  return { height: Math.max(1, Math.round(height)), tiles };
}

function last(ratios: readonly number[], sum: number, frame: Frame, firstIndex: number): TileRow {
  if (heightOf(sum, ratios.length, frame) <= frame.height * FULL) return full(ratios, sum, frame, firstIndex);
  let x = 0;
  const tiles = ratios.map((ratio, at) => {
    const placed = { index: firstIndex + at, x, width: Math.max(1, Math.round(ratio * frame.height)) };
    x += placed.width + frame.gap;
    return placed;
  });
  return { height: frame.height, tiles };
}
