/** Inclusive first and last byte. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * One range of a `Range` header over `size` bytes. Null = serve the whole file (no header, several ranges, or one we do not
 * understand, which RFC 9110 says to ignore); `unsatisfiable` = 416.
 */
export function parseRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  if (from === '') return suffix(Number(to), size);
  const range = { first: Number(from), last: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
  if (to !== '' && Number(to) < range.first) return null;
  return range.first < size ? range : 'unsatisfiable';
}

function suffix(length: number, size: number): ByteRange | 'unsatisfiable' {
  if (length === 0 || size === 0) return 'unsatisfiable';
  return { first: Math.max(0, size - length), last: size - 1 };
}
