/** Pixels. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface SheetPage {
  width: number;
  height: number;
  /** Where the sheet's name and the page's number go. */
  head: Rect;
  /** Of each asset of this page, in order: its picture, and its words below it (null: none are wanted). */
  cells: { picture: Rect; words: Rect | null }[];
}

export type Paper = 'a4' | 'letter' | 'image';

export interface SheetWish {
  assets: number;
  columns: number;
  paper: Paper;
  /** Whether words stand below the pictures. */
  words: boolean;
}

/** At 150 dots an inch. */
const PAPERS = { a4: { width: 1_240, height: 1_754 }, letter: { width: 1_275, height: 1_650 } } as const;
/** An image is of one page, as wide as this and as high as it takes. */
const IMAGE_WIDTH = 1_920;
/** Chromium's canvases take no more. */
const HIGHEST_IMAGE = 16_384;
const MARGIN = 60;
const GAP = 20;
const HEAD = 64;
const WORDS = 62;

/** Points of a page of paper, 72 an inch. */
export function pointsOf({ width, height }: Pick<SheetPage, 'width' | 'height'>): { width: number; height: number } {
  return { width: (width / 150) * 72, height: (height / 150) * 72 };
}

/** Pages with a place for each asset. Null: they do not fit in one image. */
export function layOutSheet(wish: SheetWish): SheetPage[] | null {
  const width = wish.paper === 'image' ? IMAGE_WIDTH : PAPERS[wish.paper].width;
  const edge = (width - 2 * MARGIN - (wish.columns - 1) * GAP) / wish.columns;
  const row = edge + (wish.words ? WORDS : 0) + GAP;
  if (wish.paper === 'image') {
    const height = Math.ceil(2 * MARGIN + HEAD + Math.ceil(wish.assets / wish.columns) * row - GAP);
    return height > HIGHEST_IMAGE ? null : [page(wish, { width, height }, { edge, row }, wish.assets)];
  }
  const { height } = PAPERS[wish.paper];
  const rows = Math.max(1, Math.floor((height - 2 * MARGIN - HEAD + GAP) / row));
  const each = rows * wish.columns;
  const pages: SheetPage[] = [];
  for (let first = 0; first < wish.assets; first += each) pages.push(page(wish, { width, height }, { edge, row }, Math.min(each, wish.assets - first)));
  return pages;
}

function page({ columns, words }: SheetWish, size: { width: number; height: number }, { edge, row }: { edge: number; row: number }, assets: number): SheetPage {
  const cells = Array.from({ length: assets }, (_, at) => {
    const [x, y] = [MARGIN + (at % columns) * (edge + GAP), MARGIN + HEAD + Math.floor(at / columns) * row];
    return { picture: { x, y, width: edge, height: edge }, words: words ? { x, y: y + edge + 6, width: edge, height: WORDS - 6 } : null };
  });
  return { ...size, head: { x: MARGIN, y: MARGIN - 10, width: size.width - 2 * MARGIN, height: HEAD - 24 }, cells };
}

/** A picture of any shape in its place: whole, in the middle, never enlarged beyond it. */
export function fitInto({ x, y, width, height }: Rect, picture: { width: number; height: number }): Rect {
  const scale = Math.min(width / picture.width, height / picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  return { x: x + (width - w) / 2, y: y + (height - h) / 2, width: w, height: h };
}
