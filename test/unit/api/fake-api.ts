/** A `fetch` that answers from a script, with real Response objects, and keeps what it was asked. */
export interface Asked {
  method: string;
  url: string;
  path: string;
  headers: Headers;
  body: unknown;
  redirect: string | undefined;
}

export type Answer = Response | Error | 'hang' | ((asked: Asked) => Response | Error);

export class FakeApi {
  readonly asked: Asked[] = [];
  readonly #script: Answer[];

  /** Answers in order; the last one is repeated. */
  constructor(...script: Answer[]) {
    this.#script = script;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const asked = record(input instanceof Request ? input.url : input.toString(), init);
    this.asked.push(asked);
    const next = this.#script.length > 1 ? this.#script.shift() : this.#script[0];
    if (next === 'hang') return hang(init?.signal ?? null);
    const answer = typeof next === 'function' ? next(asked) : next;
    if (answer instanceof Response) return answer.clone();
    throw answer ?? new Error('the script is empty');
  };

  get last(): Asked {
    const last = this.asked.at(-1);
    if (!last) throw new Error('nothing was asked');
    return last;
  }
}

function record(url: string, init: RequestInit = {}): Asked {
  const { pathname, search } = new URL(url);
  const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : null;
  return { method: init.method ?? 'GET', url, path: pathname + search, headers: new Headers(init.headers), body, redirect: init.redirect };
}

function hang(signal: AbortSignal | null): Promise<Response> {
  return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

export function apiError(status: number, code: string, more: Record<string, unknown> = {}, headers: Record<string, string> = {}): Response {
  return json({ error: { code, message: `said ${code}`, ...more } }, status, headers);
}

/** A body that sends `start` and then breaks off with `error`, or never ends. */
export function broken(start: string, status = 200, error: Error | null = new Error('socket hang up'), headers: Record<string, string> = {}): Response {
  let sent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (!sent) controller.enqueue(new TextEncoder().encode(start));
      else if (error) controller.error(error);
      sent = true;
      return error || !sent ? undefined : new Promise<void>(() => undefined);
    },
  });
  return new Response(body, { status, headers });
}

/** As Node's fetch throws it. */
export function fetchFailed(cause: unknown): TypeError {
  return new TypeError('fetch failed', { cause });
}

export function systemError(code: string, syscall?: string): Error {
  return Object.assign(new Error(`${syscall ?? 'call'} ${code}`), { code, ...(syscall ? { syscall } : {}) });
}
