import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { ConnectionCut } from '../faults/connection-cut.ts';

/** A run's body is a prompt and perhaps a data: URI; more than this is refused by breaking the connection. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

type Fetch = (request: Request) => Promise<Response>;

/**
 * Serves one HTTP exchange from a `fetch`. Our own, because a fault must break the connection exactly where it says, without
 * a word on stdout: an answer that rejects, or whose body does, ends in a destroyed socket.
 */
export async function serveWith(fetch: Fetch, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  try {
    await send(await fetch(await requestOf(incoming, gone.signal)), outgoing, gone.signal);
  } catch (thrown) {
    if (!gone.signal.aborted && !isCut(thrown)) tell(thrown);
    outgoing.destroy();
  }
}

async function requestOf(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(`http://${headers.host}${url}`, {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    body: hasBody ? await bodyOf(incoming) : null,
    signal,
  });
}

async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BODY_BYTES) throw new ConnectionCut('ECONNRESET');
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function send(response: Response, outgoing: ServerResponse, signal: AbortSignal): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  for await (const part of response.body ?? []) {
    if (!outgoing.write(part)) await once(outgoing, 'drain', { signal });
  }
  outgoing.end();
}

function isCut(thrown: unknown): boolean {
  return thrown instanceof ConnectionCut || (thrown instanceof Error && thrown.cause instanceof ConnectionCut);
}

function tell(thrown: unknown): void {
  process.stderr.write(`sandbox: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
}
