import type { Sandbox } from '../../../electron/sandbox/sandbox.ts';

/** One request of the API as its server saw it. Times are the server's wall clock, ms. */
export interface Seen {
  at: number;
  key: string;
  /** Whose: this machine's, or a foreign program's. */
  by: 'us' | 'foreign';
  kind: 'run' | 'poll' | 'other';
  /** Of a run, as the address names it. */
  model: string | null;
  /** Of a poll. */
  jobId: string | null;
  /** Null until it is answered. */
  status: number | null;
}

/** Everything that came to a sandbox's API and to its output files, in order. */
export class ServerLog {
  readonly seen: Seen[] = [];
  /** Output files that were handed out whole. */
  outputs = 0;
  readonly #now: () => number;
  readonly #keys: ReadonlyMap<string, string>;

  constructor(sandbox: Sandbox, now: () => number) {
    this.#now = now;
    this.#keys = new Map(sandbox.keys.map(({ secret, label }) => [`Bearer ${secret}`, label]));
  }

  /** The same sandbox with every request written down. */
  watch(sandbox: Sandbox, by: Seen['by']): Sandbox {
    return { ...sandbox, fetch: (input, init) => this.#pass(new Request(input, init), sandbox, by) };
  }

  async #pass(request: Request, sandbox: Sandbox, by: Seen['by']): Promise<Response> {
    const entry = this.#enter(request, by);
    const response = await sandbox.fetch(request);
    if (entry) entry.status = response.status;
    else if (response.status === 200) this.outputs++;
    return response;
  }

  /** Null for an output file, which no key pays for. */
  #enter(request: Request, by: Seen['by']): Seen | null {
    const key = this.#keys.get(request.headers.get('Authorization') ?? '');
    if (key === undefined) return null;
    const entry: Seen = { at: this.#now(), key, by, status: null, ...subjectOf(request) };
    this.seen.push(entry);
    return entry;
  }
}

function subjectOf({ method, url }: Request): Pick<Seen, 'kind' | 'model' | 'jobId'> {
  const { pathname } = new URL(url);
  const model = /\/models\/(.+)\/run$/.exec(pathname)?.[1];
  if (method === 'POST' && model !== undefined) return { kind: 'run', model: decodeURIComponent(model), jobId: null };
  const jobId = /\/jobs\/([^/]+)/.exec(pathname)?.[1];
  return jobId === undefined ? { kind: 'other', model: null, jobId: null } : { kind: 'poll', model: null, jobId };
}
