import type { MadeNote } from './note.ts';
import { xmpOf } from './xmp.ts';

interface Chunk {
  type: string;
  data: Buffer;
}

const XMP_FLAG = 0x04;
const EXIF_FLAG = 0x08;
const ALPHA_FLAG = 0x10;

/**
 * A WebP with the note as XMP, in the extended form the format asks for then (https://developers.google.com/speed/webp/docs/riff_container);
 * without a note, one without XMP and EXIF. Null for bytes that are no whole WebP.
 */
export function webpWith(bytes: Uint8Array, note: MadeNote | null): Uint8Array | null {
  const chunks = chunksOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!chunks) return null;
  const head = extendedHead(chunks);
  if (!head) return null;
  const kept = chunks.filter(({ type }) => type !== 'VP8X' && type !== 'XMP ' && (note !== null || type !== 'EXIF'));
  const isPlain = note === null && chunks[0]?.type !== 'VP8X';
  if (isPlain) return written(chunks);
  head[0] = note ? head[0]! | XMP_FLAG : head[0]! & ~(XMP_FLAG | EXIF_FLAG);
  return written([{ type: 'VP8X', data: head }, ...kept, ...(note ? [{ type: 'XMP ', data: xmpOf(note) }] : [])]);
}

function chunksOf(webp: Buffer): Chunk[] | null {
  if (webp.length < 20 || webp.toString('latin1', 0, 4) !== 'RIFF' || webp.toString('latin1', 8, 12) !== 'WEBP') return null;
  const end = 8 + webp.readUInt32LE(4);
  if (end > webp.length) return null;
  const chunks: Chunk[] = [];
  for (let at = 12; at + 8 <= end;) {
    const length = webp.readUInt32LE(at + 4);
    if (at + 8 + length > end) return null;
    chunks.push({ type: webp.toString('latin1', at, at + 4), data: webp.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks.length > 0 ? chunks : null;
}

/** The VP8X chunk that is there, or the one this simple file would have. */
function extendedHead([first]: Chunk[]): Buffer | null {
  if (first?.type === 'VP8X') return first.data.length >= 10 ? Buffer.from(first.data) : null;
  const size = first && simpleSize(first);
  if (!size) return null;
  const head = Buffer.alloc(10);
  if (size.alpha) head[0] = ALPHA_FLAG;
  head.writeUIntLE(size.width - 1, 4, 3);
  head.writeUIntLE(size.height - 1, 7, 3);
  return head;
}

function simpleSize({ type, data }: Chunk): { width: number; height: number; alpha: boolean } | null {
  if (type === 'VP8 ' && data.length >= 10) return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff, alpha: false };
  if (type !== 'VP8L' || data.length < 5) return null;
  const bits = data.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, alpha: ((bits >>> 28) & 1) === 1 };
}

function written(chunks: Chunk[]): Buffer {
  const body = chunks.flatMap(({ type, data }) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(data.length);
    return [Buffer.from(type, 'latin1'), length, data, Buffer.alloc(data.length % 2)];
  });
  const inside = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...body]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(inside.length, 4);
  return Buffer.concat([head, inside]);
}
