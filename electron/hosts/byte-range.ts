/** What a `Range` header asks of a body of known length (RFC 9110, section 14). `last` is inclusive, as in `Content-Range`. */
export type ByteRange = { kind: 'whole' } | { kind: 'part'; first: number; last: number } | { kind: 'unsatisfiable' };

const WHOLE: ByteRange = { kind: 'whole' };

/**
 * Reads one range (`bytes=0-99`, `bytes=100-`, `bytes=-500`). What is malformed, in another unit, or asks for several ranges is answered
 * with the whole body, as the RFC allows.
 */
export function parseByteRange(header: string | null, bytes: number): ByteRange {
  const match = /^bytes=(\d*)-(\d*)$/i.exec((header ?? '').replaceAll(/\s/g, ''));
  if (!match) return WHOLE;
  const [, from = '', to = ''] = match;
  if (from === '') return to === '' ? WHOLE : suffix(Number(to), bytes);
  return span(Number(from), to === '' ? bytes - 1 : Number(to), bytes);
}

function suffix(length: number, bytes: number): ByteRange {
  if (length === 0 || bytes === 0) return { kind: 'unsatisfiable' };
  return { kind: 'part', first: Math.max(0, bytes - length), last: bytes - 1 };
}

function span(first: number, last: number, bytes: number): ByteRange {
  if (first >= bytes) return { kind: 'unsatisfiable' };
  if (last < first) return WHOLE;
  return { kind: 'part', first, last: Math.min(last, bytes - 1) };
}
