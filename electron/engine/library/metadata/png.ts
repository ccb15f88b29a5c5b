import { crc32 } from 'node:zlib';
import { parametersOf, SOFTWARE, type MadeNote } from './note.ts';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Chunks that say something about the picture's making and that no decoder needs (PNG specification, 11.3; `caBX` is a C2PA manifest). */
const TELLING = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'caBX']);

/**
 * A PNG with the note in it, as UTF-8 text chunks before its first pixel; without a note, one that says nothing of its making.
 * Null for bytes that are no whole PNG: nothing is embedded in what cannot be read.
 */
export function pngWith(bytes: Uint8Array, note: MadeNote | null): Uint8Array | null {
  const chunks = chunksOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!chunks || chunks[0]?.type !== 'IHDR') return null;
  const kept = chunks.slice(1).filter(({ type, whole }) => !TELLING.has(type) || (note !== null && !ours(type, whole)));
  return Buffer.concat([SIGNATURE, chunks[0].whole, ...(note ? textsOf(note) : []), ...kept.map(({ whole }) => whole)]);
}

function textsOf(note: MadeNote): Buffer[] {
  return [textChunk('Software', SOFTWARE), textChunk('parameters', parametersOf(note)), textChunk('abstrakt', JSON.stringify(note))];
}

interface Chunk {
  type: string;
  /** Length, type, data and checksum. */
  whole: Buffer;
}

function chunksOf(png: Buffer): Chunk[] | null {
  if (!png.subarray(0, 8).equals(SIGNATURE)) return null;
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= png.length;) {
    const end = at + 12 + png.readUInt32BE(at);
    if (end > png.length) return null;
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, whole: png.subarray(at, end) });
    if (type === 'IEND') return chunks;
    at = end;
  }
  return null;
}

/** Text that would stand beside ours under the same keyword, and be read instead of it. */
function ours(type: string, whole: Buffer): boolean {
  if (!type.endsWith('EXt') && !type.endsWith('TXt')) return false;
  const keyword = whole.toString('latin1', 8, whole.indexOf(0, 8));
  return ['Software', 'parameters', 'abstrakt'].includes(keyword);
}

/** An uncompressed iTXt chunk without language or translated keyword (PNG specification, 11.3.3.4). */
function textChunk(keyword: string, text: string): Buffer {
  const data = Buffer.concat([Buffer.from('iTXt', 'latin1'), Buffer.from(`${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text.replaceAll('\0', ' '), 'utf8')]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length - 4);
  checksum.writeUInt32BE(crc32(data));
  return Buffer.concat([length, data, checksum]);
}
