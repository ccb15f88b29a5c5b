import type { AssetView } from '../../../../../shared/domain.ts';
import { leading } from '../../../../../shared/leading.ts';
import { fitInto, type Rect, type SheetPage } from './sheet-layout.ts';

/** One place of a sheet. `picture`: null where there is none, or it cannot be had. */
export interface SheetItem {
  asset: AssetView;
  picture: ImageBitmap | null;
}

const FONT = "'Instrument Sans Variable', system-ui, sans-serif";
const INK = '#1c1d1f';
const FAINT = '#5c5f66';
const PLACE = '#ececea';

/** Draws one page of a contact sheet: dark on white, for paper. */
export function paintSheet(page: SheetPage, items: readonly SheetItem[], head: { title: string; number: string }): OffscreenCanvas {
  const canvas = new OffscreenCanvas(page.width, page.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws on no canvas');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, page.width, page.height);
  context.imageSmoothingQuality = 'high';
  line(context, head.title, page.head, { size: 26, weight: 600, colour: INK });
  line(context, head.number, page.head, { size: 18, weight: 400, colour: FAINT, end: true });
  page.cells.forEach((cell, at) => {
    const item = items[at];
    if (!item) return;
    paintPicture(context, item, cell.picture);
    if (cell.words) paintWords(context, item.asset, cell.words);
  });
  return canvas;
}

function paintPicture(context: OffscreenCanvasRenderingContext2D, { asset, picture }: SheetItem, place: Rect): void {
  context.fillStyle = PLACE;
  context.fillRect(place.x, place.y, place.width, place.height);
  if (!picture) {
    const middle = { ...place, y: place.y + place.height / 2 - 10 };
    line(context, asset.extension.toUpperCase(), middle, { size: 18, weight: 500, colour: FAINT, middle: true });
    return;
  }
  const { x, y, width, height } = fitInto(place, picture);
  context.drawImage(picture, x, y, width, height);
}

function paintWords(context: OffscreenCanvasRenderingContext2D, asset: AssetView, { x, y, width }: Rect): void {
  const words = asset.kept.title ?? asset.prompt ?? asset.modelName;
  line(context, words, { x, y, width, height: 20 }, { size: 16, weight: 500, colour: INK });
  const seed = asset.seed === null ? '' : `, seed ${asset.seed}`;
  line(context, `${asset.modelName}${seed}`, { x, y: y + 24, width, height: 18 }, { size: 14, weight: 400, colour: FAINT });
}

interface LineLook {
  size: number;
  weight: number;
  colour: string;
  end?: boolean;
  middle?: boolean;
}

/** One line of text, cut to its room. Right-to-left writing begins at the right. */
function line(
  context: OffscreenCanvasRenderingContext2D,
  text: string,
  { x, y, width }: Rect,
  { size, weight, colour, end = false, middle = false }: LineLook,
): void {
  context.font = `${weight} ${size}px ${FONT}`;
  context.fillStyle = colour;
  context.textBaseline = 'top';
  const rtl = beginsRightToLeft(text);
  context.direction = rtl ? 'rtl' : 'ltr';
  context.textAlign = middle ? 'center' : rtl !== end ? 'right' : 'left';
  const fitting = cutTo(text.replaceAll(/\s+/g, ' '), (piece) => context.measureText(piece).width <= width);
  context.fillText(fitting, middle ? x + width / 2 : rtl !== end ? x + width : x, y);
}

/** By its first letter that has a direction: Hebrew, Arabic and their neighbours. */
export function beginsRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? '';
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first);
}

const CHARACTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** No cell is so wide that more could fit. */
const MOST_CHARACTERS = 400;

/** The longest beginning that fits, cut between whole characters, with an ellipsis where something was left out. */
export function cutTo(text: string, fits: (text: string) => boolean): string {
  if (text.length <= MOST_CHARACTERS && fits(text)) return text;
  const characters = [...CHARACTERS.segment(text.slice(0, 4 * MOST_CHARACTERS))].slice(0, MOST_CHARACTERS).map(({ segment }) => segment);
  const most = leading(characters.length, (at) => fits(`${characters.slice(0, at + 1).join('')}…`));
  return `${characters.slice(0, most).join('').trimEnd()}…`;
}
