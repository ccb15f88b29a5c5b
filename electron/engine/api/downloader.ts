import { cappedStream, emptyStream } from './capped-stream.ts';
import { type ContentRange, plainLength, readContentRange } from './content-range.ts';
import { createHostGuard, type Resolve } from './host-guard.ts';
import { systemResolve } from './system-resolve.ts';

export interface DownloadRequest {
  /** Bytes that are here already: the rest is asked for. 0 for a new download. */
  from: number;
  /** The `ETag` under which those bytes came; null when there was none. */
  etag: string | null;
  /** Ends waiting and streaming. Time limits are the caller's. */
  signal: AbortSignal;
}

export type Download =
  /**
   * `from` is where `body` starts: what was asked for, or 0 when the server sends the whole (drop what was there). `total` is the length
   * of the whole file, null when unknown. `body` fails when the connection breaks or the size cap is passed.
   */
  | { kind: 'open'; status: 200 | 206; total: number | null; from: number; etag: string | null; mime: string | null; body: ReadableStream<Uint8Array> }
  /** 404 or 410: it will not come back. */
  | { kind: 'gone' }
  /** Not fetched, and never will be: scheme, private address, too many redirects, too large. */
  | { kind: 'refused'; message: string }
  /** May work later. */
  | { kind: 'failed'; message: string };

export interface Downloader {
  /** Opens an output's bytes. No key is sent; it costs no allowance. Never rejects. */
  open(url: string, request: DownloadRequest): Promise<Download>;
}

export interface DownloaderOptions {
  fetch: typeof globalThis.fetch;
  /** The API's own host is the only private one that is allowed. */
  baseUrl: string;
  resolve?: Resolve;
  maxBytes?: number;
}

const MAX_BYTES = 4 * 1024 ** 3;
const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

type Ended = Exclude<Download, { kind: 'open' }>;
type Reached = { kind: 'reached'; response: Response } | Ended;

export function createDownloader({ fetch, baseUrl, resolve = systemResolve, maxBytes = MAX_BYTES }: DownloaderOptions): Downloader {
  const judge = createHostGuard(baseUrl, resolve);

  /** Follows redirects by hand, so that every hop is judged. */
  async function reach(address: string, headers: Headers, signal: AbortSignal): Promise<Reached> {
    let url = parseUrl(address);
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      if (!url) return { kind: 'refused', message: 'The output’s address is no URL.' };
      const verdict = await judge(url);
      if (verdict) return verdict;
      const response = await fetch(url.href, { headers, signal, redirect: 'manual', credentials: 'omit', cache: 'no-store' });
      if (!REDIRECTS.has(response.status)) return { kind: 'reached', response };
      letGo(response);
      url = parseUrl(response.headers.get('location') ?? '', url.href);
    }
    return { kind: 'refused', message: `The output’s address redirects more than ${MAX_REDIRECTS} times.` };
  }

  async function attempt(address: string, request: DownloadRequest): Promise<Download> {
    const reached = await reach(address, headersFor(request), request.signal);
    if (reached.kind !== 'reached') return reached;
    const download = opened(reached.response, request, maxBytes);
    if (download === 'stale' || download.kind !== 'open' || download.status !== reached.response.status) letGo(reached.response);
    return download === 'stale' ? attempt(address, { ...request, from: 0, etag: null }) : download;
  }

  return {
    open: (url, request) => attempt(url, request).catch(() => ({ kind: 'failed', message: words(request.signal) })),
  };
}

function parseUrl(address: string, base?: string): URL | null {
  return URL.canParse(address, base) ? new URL(address, base) : null;
}

function words(signal: AbortSignal): string {
  return signal.aborted ? 'Stopped before the output arrived.' : 'The output’s server could not be reached, or closed the connection.';
}

/** Bytes as they are, so that lengths count the file's own; with a range, `fetch` asks for that by itself. A weak ETag can't guard a range. */
function headersFor({ from, etag }: DownloadRequest): Headers {
  const headers = new Headers({ accept: '*/*' });
  if (from > 0) headers.set('range', `bytes=${from}-`);
  else headers.set('accept-encoding', 'identity');
  if (from > 0 && etag?.startsWith('"')) headers.set('if-range', etag);
  return headers;
}

/** `stale`: what is here does not go with what the server has; the whole must be asked for. */
function opened(response: Response, request: DownloadRequest, maxBytes: number): Download | 'stale' {
  const { status, headers } = response;
  const range = readContentRange(headers.get('content-range'));
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status === 416 && request.from > 0) return range?.total === request.from ? complete(request, headers) : 'stale';
  if (status === 206 && !continues(range, headers, request)) return request.from > 0 ? 'stale' : failed(status);
  if (status !== 200 && status !== 206) return failed(status);
  const from = status === 206 ? request.from : 0;
  return stream(response, { status, from, total: totalOf(range, headers, from, status) }, maxBytes);
}

function continues(range: ContentRange | null, headers: Headers, { from, etag }: DownloadRequest): boolean {
  const now = headers.get('etag');
  return range?.from === from && (etag === null || now === null || etag === now);
}

function totalOf(range: ContentRange | null, headers: Headers, from: number, status: 200 | 206): number | null {
  const length = plainLength(headers);
  if (status === 200) return length;
  return range?.total ?? (length === null ? null : from + length);
}

function stream(response: Response, place: { status: 200 | 206; from: number; total: number | null }, maxBytes: number): Download {
  if (place.total !== null && place.total > maxBytes) return { kind: 'refused', message: `The output is larger than ${maxBytes} bytes.` };
  const body = cappedStream(response.body ?? emptyStream(), maxBytes - place.from);
  return { kind: 'open', ...place, ...labels(response.headers), body };
}

/** Everything was here already. */
function complete({ from }: DownloadRequest, headers: Headers): Download {
  return { kind: 'open', status: 206, total: from, from, ...labels(headers), mime: null, body: emptyStream() };
}

function labels(headers: Headers): { etag: string | null; mime: string | null } {
  return { etag: headers.get('etag'), mime: headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() || null };
}

function failed(status: number): Download {
  return { kind: 'failed', message: `The output’s server answered with status ${status}.` };
}

function letGo(response: Response): void {
  void response.body?.cancel().catch(() => undefined);
}
