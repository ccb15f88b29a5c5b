import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { MediaFile } from '../engine/engine-types.ts';
import { parseByteRange, type ByteRange } from './byte-range.ts';

export interface MediaRequest {
  method: string;
  /** The `Range` header. */
  range: string | null;
}

/** Types a browser decodes as pixels or sound and nothing else. SVG is a document that can hold script: it is not among them. */
const INLINE = /^(image\/(png|jpeg|webp|gif|avif|apng|bmp)|(audio|video)\/[a-z0-9.+-]+)$/;

const FOR_GOOD = 'private, max-age=31536000, immutable';

/** A thumbnail has a tenth of it, bytes. */
const SMALL = 512 * 1024;

/** An answer without media: an unknown address, a method that is not GET or HEAD, or a file that is gone. */
export function noMedia(status: 404 | 405): Response {
  return new Response(null, { status, headers: { 'Content-Length': '0', ...(status === 405 ? { Allow: 'GET, HEAD' } : {}) } });
}

/**
 * A file of the library as a web-standard response, for the desktop's media protocol and the browser host's media routes alike: 200,
 * 206 for a byte range (video and audio cannot seek without it), 416, 404 when the file is gone, 405. Bytes under a hash never change, so they
 * are cached for good; what stands in for others is not. Only images, audio and video are shown; everything else is a download. The body is a stream, of which nothing is read ahead of
 * the client; a small file, such as a thumbnail, is read whole: a stream costs more than its bytes.
 */
export async function mediaResponse(file: MediaFile, request: MediaRequest): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return noMedia(405);
  const bytes = sizeOf(file.path);
  if (bytes === null) return noMedia(404);
  const range = parseByteRange(request.range, bytes);
  const headers = { ...typeHeaders(file.mime), 'Cache-Control': file.standIn ? 'no-store' : FOR_GOOD, ...rangeHeaders(range, bytes) };
  if (range.kind === 'unsatisfiable') return new Response(null, { status: 416, headers });
  if (range.kind === 'whole' && bytes <= SMALL && request.method === 'GET') return small(file, headers);
  const body = request.method === 'HEAD' || bytes === 0 ? null : open(file.path, range);
  return new Response(body, { status: range.kind === 'part' ? 206 : 200, headers });
}

async function small(file: MediaFile, headers: Record<string, string>): Promise<Response> {
  const body = await readFile(file.path).catch(() => null);
  return body ? new Response(new Uint8Array(body), { status: 200, headers: { ...headers, 'Content-Length': String(body.byteLength) } }) : noMedia(404);
}

function typeHeaders(mime: string): Record<string, string> {
  const inline = INLINE.test(mime);
  return {
    'Content-Type': inline ? mime : 'application/octet-stream',
    'Content-Disposition': inline ? 'inline' : 'attachment',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Accept-Ranges': 'bytes',
  };
}

function rangeHeaders(range: ByteRange, bytes: number): Record<string, string> {
  switch (range.kind) {
    case 'whole':
      return { 'Content-Length': String(bytes) };
    case 'part':
      return { 'Content-Length': String(range.last - range.first + 1), 'Content-Range': `bytes ${range.first}-${range.last}/${bytes}` };
    case 'unsatisfiable':
      return { 'Content-Length': '0', 'Content-Range': `bytes */${bytes}` };
  }
}

/** The size on the disk, not the recorded one: a range must fit what is really there. */
function sizeOf(path: string): number | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.size : null;
}

function open(path: string, range: Extract<ByteRange, { kind: 'whole' | 'part' }>): ReadableStream<Uint8Array> {
  const stream = createReadStream(path, range.kind === 'part' ? { start: range.first, end: range.last } : {});
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}
