/** Pixels an image says it has, from its header alone: nothing is decoded to learn them. */
export interface PixelSize {
  width: number;
  height: number;
}

/** Looks no further into a file than this for its frame header. */
const HEADER_BYTES = 1_048_576;

/**
 * The size of a PNG, JPEG, WebP or GIF by its own first bytes (never by its name or type); null for anything else, and for headers that
 * are cut, wrong or say 0. What a decoder would allocate is reported: of a GIF the larger of screen and first frame.
 */
export function imageHeaderSize(bytes: Uint8Array): PixelSize | null {
  const head = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEADER_BYTES));
  const size = read(head);
  return size && size.width > 0 && size.height > 0 ? size : null;
}

function read(head: DataView): PixelSize | null {
  try {
    if (starts(head, 0, '\x89PNG\r\n\x1a\n')) return starts(head, 12, 'IHDR') ? { width: head.getUint32(16), height: head.getUint32(20) } : null;
    if (starts(head, 0, '\xff\xd8\xff')) return jpegSize(head);
    if (starts(head, 0, 'RIFF') && starts(head, 8, 'WEBP')) return webpSize(head);
    return starts(head, 0, 'GIF87a') || starts(head, 0, 'GIF89a') ? gifSize(head) : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function starts(head: DataView, at: number, word: string): boolean {
  if (head.byteLength < at + word.length) return false;
  for (let index = 0; index < word.length; index++) if (head.getUint8(at + index) !== word.charCodeAt(index)) return false;
  return true;
}

/** Segments up to the frame header, SOF0 … SOF15 without the three of that range that are no frames (DHT, JPG, DAC). */
function jpegSize(head: DataView): PixelSize | null {
  for (let at = 2; ;) {
    if (head.getUint8(at) !== 0xff) return null;
    const marker = head.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { width: head.getUint16(at + 7), height: head.getUint16(at + 5) };
    }
    at += marker === 0xff ? 1 : 2 + head.getUint16(at + 2);
  }
}

/** The three forms of WebP's first chunk: https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(head: DataView): PixelSize | null {
  if (starts(head, 12, 'VP8X')) return { width: uint24(head, 24) + 1, height: uint24(head, 27) + 1 };
  if (starts(head, 12, 'VP8 ')) return { width: head.getUint16(26, true) & 0x3fff, height: head.getUint16(28, true) & 0x3fff };
  if (!starts(head, 12, 'VP8L')) return null;
  const bits = head.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function uint24(head: DataView, at: number): number {
  return head.getUint16(at, true) | (head.getUint8(at + 2) << 16);
}

/** The first frame may be larger than the screen it is drawn on, and Chromium then makes room for it. */
function gifSize(head: DataView): PixelSize | null {
  const screen = { width: head.getUint16(6, true), height: head.getUint16(8, true) };
  const frame = gifFrame(head);
  return frame && { width: Math.max(screen.width, frame.width), height: Math.max(screen.height, frame.height) };
}

function gifFrame(head: DataView): PixelSize | null {
  const flags = head.getUint8(10);
  let at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  while (head.getUint8(at) === 0x21) at = afterBlocks(head, at + 2);
  if (head.getUint8(at) !== 0x2c) return null;
  return { width: head.getUint16(at + 1, true) + head.getUint16(at + 5, true), height: head.getUint16(at + 3, true) + head.getUint16(at + 7, true) };
}

/** Where an extension's chain of sub-blocks ends. */
function afterBlocks(head: DataView, start: number): number {
  let at = start;
  while (head.getUint8(at) !== 0) at += 1 + head.getUint8(at);
  return at + 1;
}
