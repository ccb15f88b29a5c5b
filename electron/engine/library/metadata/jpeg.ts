import type { MadeNote } from './note.ts';
import { xmpOf } from './xmp.ts';

const XMP_HEAD = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
/** A segment's length is 16 bits wide and counts itself. */
const MOST_SEGMENT = 65_533;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
const SCAN = 0xda;

/**
 * A JPEG with the note as XMP; without a note, one that says nothing of its making (application segments and comments go, but JFIF, colour
 * profile and Adobe's colour mark, which decoders need). Null for bytes that are no JPEG, and for a note that one segment cannot hold.
 */
export function jpegWith(bytes: Uint8Array, note: MadeNote | null): Uint8Array | null {
  const jpeg = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = segmentsOf(jpeg);
  if (!parts) return null;
  const xmp = note ? Buffer.concat([XMP_HEAD, xmpOf(note)]) : null;
  if (xmp && xmp.length > MOST_SEGMENT) return null;
  const kept = parts.segments.filter((segment) => (note ? !isXmp(segment) : !tells(segment)));
  // JFIF wants to be first where it is there (JFIF 1.02, page 2); after it comes what we add.
  const first = kept[0]?.[1] === APP0 ? 1 : 0;
  const added = xmp ? [segment(APP1, xmp)] : [];
  return Buffer.concat([jpeg.subarray(0, 2), ...kept.slice(0, first), ...added, ...kept.slice(first), parts.rest]);
}

/** Everything before the first scan in segments, and the scans with all that follows. */
function segmentsOf(jpeg: Buffer): { segments: Buffer[]; rest: Buffer } | null {
  if (jpeg.length < 4 || jpeg.readUInt16BE(0) !== 0xffd8) return null;
  const segments: Buffer[] = [];
  for (let at = 2; at + 4 <= jpeg.length;) {
    if (jpeg[at] !== 0xff) return null;
    const marker = jpeg[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === SCAN) return { segments, rest: jpeg.subarray(at) };
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (end > jpeg.length || end < at + 4) return null;
    segments.push(jpeg.subarray(at, end));
    at = end;
  }
  return null;
}

function tells(segment: Buffer): boolean {
  const marker = segment[1]!;
  if (marker === COMMENT) return true;
  return marker >= APP0 && marker <= APP15 && marker !== APP0 && marker !== APP2 && marker !== APP14;
}

function isXmp(segment: Buffer): boolean {
  return segment[1] === APP1 && segment.subarray(4, 4 + XMP_HEAD.length).equals(XMP_HEAD);
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}
