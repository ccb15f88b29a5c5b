import type { Context } from 'hono';
import { unreachable } from '../../../shared/unreachable.ts';
import type { Core } from '../core.ts';
import type { FaultOf } from '../faults/fault.ts';
import { fileTypeOf } from '../media/media-spec.ts';
import { ApiFailure, errorBody } from '../wire/api-failure.ts';
import { parseRange } from './byte-range.ts';
import { arrive, failBefore, serverNow } from './guard.ts';
import { respond } from './reply.ts';
import { cutStream, slowStream } from './spoilt-streams.ts';

/** `GET /outputs/<id>.<ext>`: no key, no limits; gone when the job is. Ranges, ETag and Content-Length as a CDN gives them. */
export async function serveOutput(core: Core, context: Context): Promise<Response> {
  const found = core.jobs.findOutput(context.req.param('file') ?? '');
  const subject = { endpoint: 'output', key: found?.job.key ?? null, model: found?.job.modelId ?? null } as const;
  await arrive(core, subject);
  try {
    failBefore(core, subject);
    if (!found) throw new ApiFailure(404, 'JOB_NOT_FOUND', 'There is no such file, or it is older than 24 hours');
  } catch (thrown) {
    if (!(thrown instanceof ApiFailure)) throw thrown;
    return respond({ status: thrown.status, body: errorBody(thrown) }, {}, serverNow(core), null);
  }
  const bytes = await core.outputs.bytes(found.output);
  const file = { bytes, etag: `"${found.output.made?.sha256}"`, contentType: fileTypeOf(found.output.spec).contentType };
  return spoil(core, core.faults.strike('download', subject), serveFile(core, context, file));
}

interface ServedFile {
  bytes: Uint8Array<ArrayBuffer>;
  etag: string;
  contentType: string;
}

/** An answer with the bytes it is to carry: the whole file, the part that was asked for, or none. */
interface Answer {
  status: number;
  headers: Record<string, string>;
  bytes: Uint8Array<ArrayBuffer>;
}

function serveFile(core: Core, context: Context, { bytes, etag, contentType }: ServedFile): Answer {
  const headers = {
    'Content-Type': contentType,
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, max-age=3600',
    Date: new Date(serverNow(core)).toUTCString(),
  };
  if (context.req.header('If-None-Match') === etag) return { status: 304, headers, bytes: new Uint8Array() };
  const range = parseRange(rangeHeader(context, etag), bytes.length);
  if (range === null) return sized(200, bytes, headers);
  if (range === 'unsatisfiable') return sized(416, new Uint8Array(), { ...headers, 'Content-Range': `bytes */${bytes.length}` });
  const part = bytes.subarray(range.first, range.last + 1);
  return sized(206, part, { ...headers, 'Content-Range': `bytes ${range.first}-${range.last}/${bytes.length}` });
}

/** A range asked for under `If-Range` holds only while the file is the same. */
function rangeHeader(context: Context, etag: string): string | null {
  const condition = context.req.header('If-Range');
  return condition !== undefined && condition !== etag ? null : (context.req.header('Range') ?? null);
}

function sized(status: number, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Answer {
  return { status, headers: { ...headers, 'Content-Length': String(bytes.length) }, bytes };
}

function plain({ status, headers, bytes }: Answer): Response {
  return new Response(status === 304 ? null : bytes, { status, headers });
}

/** Whatever is spoilt of a part is spoilt within that part: a server that sends other bytes than it says is another fault. */
function spoil(core: Core, fault: FaultOf<'download'> | null, answer: Answer): Response {
  const { status, headers, bytes } = answer;
  switch (fault) {
    case null:
      return plain(answer);
    case 'slow-download':
      return new Response(slowStream(bytes, core.timers), { status, headers });
    case 'cut-download':
      return new Response(cutStream(bytes, core.timers), { status, headers });
    case 'wrong-length':
      return new Response(bytes, { status, headers: { ...headers, 'Content-Length': String(bytes.length + 1000), Connection: 'close' } });
    case 'wrong-bytes':
      return plain(sized(200, new TextEncoder().encode('<!doctype html><script>alert(1)</script>'), { 'Content-Type': headers['Content-Type'] ?? '' }));
    case 'redirect-private':
      return new Response(null, { status: 302, headers: { Location: 'http://10.0.0.1/latest/meta-data/' } });
    case 'redirect-file':
      return new Response(null, { status: 302, headers: { Location: 'file:///etc/passwd' } });
    default:
      return unreachable(fault);
  }
}
