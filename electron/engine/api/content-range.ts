/** `Content-Range` of a 206 (`bytes 5-9/10`) or a 416 (`bytes *\/10`): `from` is null in the second, `total` null where it says `*`. */
export interface ContentRange {
  from: number | null;
  total: number | null;
}

/** null where the header is absent or makes no sense. */
export function readContentRange(header: string | null): ContentRange | null {
  const parts = /^\s*bytes\s+(?:(\d+)-(\d+)|\*)\/(\d+|\*)\s*$/i.exec(header ?? '');
  if (!parts) return null;
  return { from: safe(parts[1]), total: safe(parts[3]) };
}

/** `Content-Length`, when the body travels as it is; a compressed length says nothing about the file. */
export function plainLength(headers: Headers): number | null {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  return encoding === 'identity' || encoding === '' ? safe(headers.get('content-length') ?? undefined) : null;
}

function safe(digits: string | undefined): number | null {
  const value = digits !== undefined && /^\d+$/.test(digits) ? Number(digits) : NaN;
  return Number.isSafeInteger(value) ? value : null;
}
