import { toBase64 } from '../../shared/base64.ts';
import { likenessOf, LIKENESS_SIZE } from './likeness.ts';
import type { PixelSize } from './image-header.ts';
import { thumbnailSize } from './limits.ts';

const QUALITY = 0.82;

/** A picture's thumbnail as WebP in base64, and the perceptual hash of what is on it. */
export async function toThumbnail(picture: CanvasImageSource, full: PixelSize): Promise<{ image: string; likeness: string | null }> {
  const { width, height } = thumbnailSize(full);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws on no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  return { image: toBase64(new Uint8Array(await blob.arrayBuffer())), likeness: likenessOf(small(canvas)) };
}

/** The pixels that a perceptual hash is made of. Drawn from the thumbnail: it is the same whether that was just made or is an old one. */
function small(picture: OffscreenCanvas): Uint8ClampedArray {
  const { width, height } = LIKENESS_SIZE;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser draws on no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}
