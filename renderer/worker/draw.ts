import { toBase64 } from '../../shared/base64.ts';
import { likenessOf, LIKENESS_SIZE } from './likeness.ts';
import type { PixelSize } from './image-header.ts';
import { thumbnailSize, tileSize } from './limits.ts';

const QUALITY = 0.82;

/** What is made of a picture: `image` and `tile` as WebP in base64, and the perceptual hash of what is on it. */
export interface Made {
  image: string;
  /** Null where the thumbnail is no larger. */
  tile: string | null;
  likeness: string | null;
}

/** Tile and hash are drawn from the thumbnail: they are the same whether that was just made or is an old one. */
export async function toThumbnail(picture: CanvasImageSource, full: PixelSize): Promise<Made> {
  const thumbnail = drawn(picture, thumbnailSize(full));
  const tile = tileSize(thumbnail.canvas);
  return {
    image: await toWebp(thumbnail.canvas),
    tile: tile && (await toWebp(drawn(thumbnail.canvas, tile).canvas)),
    likeness: likenessOf(pixelsOf(thumbnail.canvas)),
  };
}

/** The pixels that a perceptual hash is made of. */
function pixelsOf(picture: OffscreenCanvas): Uint8ClampedArray {
  const { width, height } = LIKENESS_SIZE;
  return drawn(picture, LIKENESS_SIZE, { willReadFrequently: true }).context.getImageData(0, 0, width, height).data;
}

function drawn(
  picture: CanvasImageSource,
  { width, height }: PixelSize,
  how?: CanvasRenderingContext2DSettings,
): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', how);
  if (!context) throw new Error('this browser draws on no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return { canvas, context };
}

async function toWebp(canvas: OffscreenCanvas): Promise<string> {
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  return toBase64(new Uint8Array(await blob.arrayBuffer()));
}
