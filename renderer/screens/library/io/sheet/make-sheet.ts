import type { AssetView } from '../../../../../shared/domain.ts';
import type { LinkedClient } from '../../../../client/link.ts';
import { assetsById } from '../../../../state/assets-by-id.ts';
import { paintSheet, type SheetItem } from './paint-sheet.ts';
import { pdfOf, type PdfPage } from './pdf.ts';
import { pointsOf, type SheetPage } from './sheet-layout.ts';

export interface SheetJob {
  client: Pick<LinkedClient, 'call' | 'mediaUrl'>;
  ids: readonly number[];
  pages: readonly SheetPage[];
  title: string;
  signal: AbortSignal;
  onPage?(done: number): void;
}

const JPEG_QUALITY = 0.88;

/** The first page as it will be, for a look before. */
export async function previewSheet(job: SheetJob): Promise<Blob> {
  const [page] = job.pages;
  if (!page) throw new Error('a sheet has a page');
  const painted = await paintPage(job, page, 0, 0);
  return painted.convertToBlob({ type: 'image/webp', quality: 0.8 });
}

/** All of it: a PNG where it is one image, else a PDF. Rejects when it is stopped. */
export async function makeSheet(job: SheetJob, as: 'png' | 'pdf'): Promise<Blob> {
  const made: PdfPage[] = [];
  let first = 0;
  for (const [at, page] of job.pages.entries()) {
    job.signal.throwIfAborted();
    const canvas = await paintPage(job, page, first, at);
    if (as === 'png') return canvas.convertToBlob({ type: 'image/png' });
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
    made.push({ jpeg: new Uint8Array(await jpeg.arrayBuffer()), pixels: { width: page.width, height: page.height }, points: pointsOf(page) });
    first += page.cells.length;
    job.onPage?.(at + 1);
  }
  return new Blob([pdfOf(made, job.title) as Uint8Array<ArrayBuffer>], { type: 'application/pdf' });
}

async function paintPage({ client, ids, pages, title, signal }: SheetJob, page: SheetPage, first: number, at: number): Promise<OffscreenCanvas> {
  const items = await itemsOf(client, ids.slice(first, first + page.cells.length), signal);
  const canvas = paintSheet(page, items, { title, number: pages.length === 1 ? '' : `${at + 1} / ${pages.length}` });
  for (const { picture } of items) picture?.close();
  return canvas;
}

async function itemsOf(client: SheetJob['client'], ids: readonly number[], signal: AbortSignal): Promise<SheetItem[]> {
  const assets = await assetsById(client, ids);
  return Promise.all(assets.map(async (asset) => ({ asset, picture: await pictureOf(client, asset, signal) })));
}

/** The thumbnail: the file itself may lie on a drive that is not there, and is too large by far. */
async function pictureOf(client: SheetJob['client'], { sha256, thumbnail }: AssetView, signal: AbortSignal): Promise<ImageBitmap | null> {
  if (thumbnail !== 'ready') return null;
  try {
    const answer = await fetch(client.mediaUrl('thumbnail', sha256), { signal });
    return answer.ok ? await createImageBitmap(await answer.blob()) : null;
  } catch {
    return null;
  }
}
