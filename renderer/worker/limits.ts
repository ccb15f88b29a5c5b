import { THUMBNAIL_EDGE, TILE_EDGE } from '../../shared/library/picture-sizes.ts';
import type { PixelSize } from './image-header.ts';

/** A decoder allocates four bytes a pixel: 100 megapixels are 400 MB. */
const MOST_PIXELS = 100_000_000;
/** Longest edge Chromium's own canvases take. */
const LONGEST_EDGE = 16_384;
/** An encoded image larger than this is not read into memory. */
export const MOST_IMAGE_BYTES = 200_000_000;

/** False for pixel bombs: small files that would fill the memory once decoded. */
export function isDecodable({ width, height }: PixelSize): boolean {
  return width <= LONGEST_EDGE && height <= LONGEST_EDGE && width * height <= MOST_PIXELS;
}

/** `size` made to fit the thumbnail, never enlarged, at least a pixel each way. */
export function thumbnailSize(size: PixelSize): PixelSize {
  return fitted(size, THUMBNAIL_EDGE);
}

/** The same for the tile; null where the picture is no larger itself. */
export function tileSize(size: PixelSize): PixelSize | null {
  return Math.max(size.width, size.height) > TILE_EDGE ? fitted(size, TILE_EDGE) : null;
}

function fitted({ width, height }: PixelSize, edge: number): PixelSize {
  const scale = Math.min(1, edge / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
