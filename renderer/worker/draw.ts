import { toBase64 } from '../../shared/base64.ts';
import type { PixelSize } from './image-header.ts';
import { thumbnailSize } from './limits.ts';

const QUALITY = 0.82;

/** A picture as the WebP of its thumbnail, in base64. */
export async function toThumbnail(picture: CanvasImageSource, full: PixelSize): Promise<string> {
  const { width, height } = thumbnailSize(full);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws on no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  return toBase64(new Uint8Array(await blob.arrayBuffer()));
}
