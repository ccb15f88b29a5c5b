import { toThumbnail } from './draw.ts';
import { imageHeaderSize } from './image-header.ts';
import { isDecodable, MOST_IMAGE_BYTES } from './limits.ts';
import type { ThumbnailResult, ThumbnailTask } from './messages.ts';

/** An image's thumbnail. Its header is judged before a decoder sees it. */
export async function makeImage(task: ThumbnailTask): Promise<ThumbnailResult> {
  if (task.bytes > MOST_IMAGE_BYTES) return { kind: 'unreadable' };
  const response = await fetch(task.url).catch(() => null);
  if (!response?.ok) return { kind: 'away' };
  const bytes = await response.arrayBuffer().catch(() => null);
  if (!bytes) return { kind: 'away' };
  const size = imageHeaderSize(new Uint8Array(bytes));
  if (!size || !isDecodable(size)) return { kind: 'unreadable' };
  return draw(new Blob([bytes]));
}

/** A bitmap is upright (EXIF turns are applied), so its size is the one a viewer shows. */
async function draw(blob: Blob): Promise<ThumbnailResult> {
  const bitmap = await createImageBitmap(blob).catch(() => null);
  if (!bitmap) return { kind: 'unreadable' };
  try {
    const { width, height } = bitmap;
    return { kind: 'made', thumbnail: { ...(await toThumbnail(bitmap, bitmap)), width, height, durationS: null } };
  } finally {
    bitmap.close();
  }
}
