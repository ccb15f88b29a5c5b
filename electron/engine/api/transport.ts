import type { Clock } from '../../../shared/clock.ts';
import { startDeadline } from './deadline.ts';
import { responseText } from './response-text.ts';
import { unsentCode } from './unsent.ts';

export interface ApiRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** Makes the path under the base URL. May throw for an id that has none: then nothing is sent. */
  path: () => string;
  secret: string;
  body?: Record<string, unknown>;
  /** For headers and body together. */
  timeoutMs: number;
  signal: AbortSignal;
}

/** What became of one request on the wire, before anybody looks at what the answer says. */
export type Sent =
  /** `text` is empty where it could not be read and the status alone is enough. */
  | { kind: 'answered'; status: number; headers: Headers; text: string }
  | { kind: 'lost'; status: number | null; headers: Headers | null; why: 'cut' | 'late' | 'stopped' }
  | { kind: 'not-sent'; code: string };

export type Transport = (request: ApiRequest) => Promise<Sent>;

/** Answers of the API are small; a longer body is not read to its end. */
const BODY_CAP_BYTES = 8 * 1024 * 1024;

/** Sends exactly one HTTP request a call and never rejects. Redirects are not followed: the key would travel with them. */
export function createTransport(options: { baseUrl: string; fetch: typeof globalThis.fetch; clock: Clock }): Transport {
  const { fetch, clock } = options;
  const base = options.baseUrl.replace(/\/+$/, '');
  return async (request) => {
    if (request.signal.aborted) return { kind: 'not-sent', code: 'STOPPED' };
    const prepared = prepare(base, request);
    if (!prepared) return { kind: 'not-sent', code: 'UNSENDABLE' };
    const deadline = startDeadline(clock, request.timeoutMs, request.signal);
    const seen: Seen = { response: null };
    try {
      const answer = converse(fetch, prepared, deadline.signal, seen);
      return await Promise.race([answer, deadline.broken]);
    } catch (thrown) {
      return explain(thrown, deadline.why(), seen.response);
    } finally {
      deadline.end();
    }
  };
}

interface Prepared {
  url: string;
  init: RequestInit;
}

/** What has arrived so far: headers count even when the body breaks off. */
interface Seen {
  response: Response | null;
}

/** null: the request can't be written down (an id, an input or a key that HTTP can't carry). The reason may hold the key: it is dropped. */
function prepare(base: string, { method, path, secret, body }: ApiRequest): Prepared | null {
  try {
    const headers = new Headers({ accept: 'application/json', authorization: `Bearer ${secret}` });
    const init: RequestInit = { method, headers, redirect: 'manual', credentials: 'omit', cache: 'no-store' };
    if (body) {
      headers.set('content-type', 'application/json');
      init.body = JSON.stringify(body);
    }
    return { url: new URL(base + path()).href, init };
  } catch {
    return null;
  }
}

async function converse(fetch: typeof globalThis.fetch, { url, init }: Prepared, signal: AbortSignal, seen: Seen): Promise<Sent> {
  const response = await fetch(url, { ...init, signal });
  seen.response = response;
  const text = (await responseText(response, BODY_CAP_BYTES)) ?? '';
  return { kind: 'answered', status: response.status, headers: response.headers, text };
}

function explain(thrown: unknown, broken: 'late' | 'stopped' | null, response: Response | null): Sent {
  if (response) return cutShort(response, broken ?? 'cut');
  const code = broken ? null : unsentCode(thrown);
  return code === null ? { kind: 'lost', status: null, headers: null, why: broken ?? 'cut' } : { kind: 'not-sent', code };
}

/** A refusal is a refusal by its status line alone; an acceptance needs its body. */
function cutShort({ status, headers, ok }: Response, why: 'cut' | 'late' | 'stopped'): Sent {
  return ok ? { kind: 'lost', status, headers, why } : { kind: 'answered', status, headers, text: '' };
}
