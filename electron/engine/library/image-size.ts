/** Width and height of an image from its header alone: nothing is decoded, and no more than a bounded part is read. */
export interface Size {
  width: number;
  height: number;
}

/** Up to `length` bytes of the file from `position`; fewer at its end. */
export type ReadAt = (position: number, length: number) => Promise<Uint8Array>;

/** JPEG: how many segments before the frame header are looked at. Profiles and previews come in pieces of 64 kB. */
const MOST_SEGMENTS = 512;

/** Pixels of a PNG, JPEG, WebP or GIF; null for other types and for headers that are cut, wrong or say 0. */
export async function imageSize(mime: string, read: ReadAt): Promise<Size | null> {
  const size = mime === 'image/jpeg' ? await jpegSize(read) : headerSize(mime, view(await read(0, 32)));
  return size && size.width > 0 && size.height > 0 ? size : null;
}

function headerSize(mime: string, head: DataView): Size | null {
  if (mime === 'image/png') return head.byteLength < 24 ? null : { width: head.getUint32(16), height: head.getUint32(20) };
  if (mime === 'image/gif') return head.byteLength < 10 ? null : { width: head.getUint16(6, true), height: head.getUint16(8, true) };
  if (mime === 'image/webp') return head.byteLength < 30 ? null : webpSize(head);
  return null;
}

/** The three forms of WebP's first chunk: https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(head: DataView): Size | null {
  const chunk = head.getUint32(12);
  if (chunk === 0x56503858) return { width: uint24(head, 24) + 1, height: uint24(head, 27) + 1 }; // VP8X
  if (chunk === 0x56503820) return { width: head.getUint16(26, true) & 0x3fff, height: head.getUint16(28, true) & 0x3fff }; // VP8
  if (chunk !== 0x5650384c) return null; // VP8L
  const bits = head.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

async function jpegSize(read: ReadAt): Promise<Size | null> {
  let position = 2;
  for (let segment = 0; segment < MOST_SEGMENTS; segment++) {
    const head = view(await read(position, 9));
    if (head.byteLength < 9 || head.getUint8(0) !== 0xff) return null;
    const marker = head.getUint8(1);
    if (isFrame(marker)) return { width: head.getUint16(7), height: head.getUint16(5) };
    position += marker === 0xff ? 1 : 2 + head.getUint16(2);
  }
  return null;
}

/** SOF0 … SOF15, without the three markers of that range that are no frames (DHT, JPG, DAC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function uint24(head: DataView, at: number): number {
  return head.getUint16(at, true) | (head.getUint8(at + 2) << 16);
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
