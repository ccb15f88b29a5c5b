import type { PlanLimits } from '../../../../shared/plans.ts';

/** A job as a script knows it. The larger its `rank`, the sooner it is to go. */
export interface PeerJob {
  model: string;
  prompt: string;
  rank: number;
}

/** A key with what the page of plans says of it. */
export interface PeerKey {
  secret: string;
  limits: PlanLimits;
}

/** An answer that is no success. */
export class HttpError extends Error {
  /** What it was told to wait, ms; null: it was told nothing. */
  readonly retryAfterMs: number | null;

  constructor({ status, headers }: Response) {
    super(`HTTP ${status}`);
    const seconds = headers.get('Retry-After');
    this.retryAfterMs = seconds === null ? null : Number(seconds) * 1_000;
  }
}

/** Sends one request, going about limits and refusals in a way of its own. */
export type Send = (request: () => Promise<Response>) => Promise<Response>;

/** How often a script asks for a job that is not done: the API's pages name no interval. */
const POLL_MS = 5_000;

/** The two requests a script needs. */
export class PeerClient {
  readonly #fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly #baseUrl: string;

  constructor(fetch: (url: string, init: RequestInit) => Promise<Response>, baseUrl: string) {
    this.#fetch = fetch;
    this.#baseUrl = baseUrl;
  }

  /** One job to its end: a run, and polls where the API answers before it is done. Each request goes through `send`. */
  async toTheEnd({ model, prompt }: PeerJob, key: PeerKey, send: Send): Promise<void> {
    const headers = { Authorization: `Bearer ${key.secret}`, 'Content-Type': 'application/json' };
    const run = { method: 'POST', headers, body: JSON.stringify({ input: { prompt } }) };
    let answer = await send(() => this.#ask(`/models/${model}/run`, run));
    while (answer.status === 202) {
      const { job_id: id } = (await answer.json()) as { job_id: string };
      answer = await this.#untilDone(id, headers, send);
    }
  }

  async #untilDone(id: string, headers: Record<string, string>, send: Send): Promise<Response> {
    for (;;) {
      await sleep(POLL_MS);
      const answer = await send(() => this.#ask(`/jobs/${id}`, { headers }));
      const { status } = (await answer.clone().json()) as { status: string };
      if (status === 'completed' || status === 'failed') return answer;
    }
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const answer = await this.#fetch(this.#baseUrl + path, init);
    if (!answer.ok) throw new HttpError(answer);
    return answer;
  }
}

/** By the global timer, as scripts do it. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
