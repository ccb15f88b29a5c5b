import { createHmac } from 'node:crypto';
import { creditsUsed, isTerminal, type Job } from './jobs/job.ts';
import type { FaultBoard } from './faults/fault-board.ts';
import type { Timers } from './timers.ts';
import { errorOf, isoOf, itemsOf, metricsOf, runEnvelope, type Dialect } from './wire/envelopes.ts';

/** Delays before the second and later tries, in ms. The API documents no retry policy; this one is the sandbox's own. */
const RETRY_DELAYS_MS = [1_000, 4_000, 16_000, 60_000];
const TIMEOUT_MS = 10_000;

export interface WebhookParts {
  dialect: () => Dialect;
  now: () => number;
  timers: Timers;
  faults: FaultBoard;
  secret: string;
  fetch: typeof globalThis.fetch | null;
}

/** Posts what happened to a job to its `webhook_url`, signed as the revision does, until the receiver answers 2xx. */
export class Webhooks {
  readonly #parts: WebhookParts;

  constructor(parts: WebhookParts) {
    this.#parts = parts;
  }

  /** Called after each change of a job. Only A tells of starts; cancelled jobs are told by none. */
  announce(job: Job): void {
    const url = job.webhookUrl;
    const told = isTerminal(job.state) ? job.state.status !== 'cancelled' : this.#parts.dialect().revision === 'A';
    if (url === null || !told || this.#parts.fetch === null) return;
    const body = JSON.stringify(webhookBody(job, this.#parts.dialect(), this.#parts.now()));
    void this.#deliver(job, url, body);
  }

  async #deliver(job: Job, url: string, body: string): Promise<void> {
    for (const delayMs of [0, ...RETRY_DELAYS_MS]) {
      if (delayMs > 0) await this.#parts.timers.sleep(delayMs);
      const lost = this.#parts.faults.strike('webhook', { endpoint: 'webhook', key: job.key, model: job.modelId });
      if (lost !== null || (await this.#post(url, body))) return;
    }
  }

  async #post(url: string, body: string): Promise<boolean> {
    const stop = new AbortController();
    const cancel = this.#parts.timers.set(TIMEOUT_MS, () => stop.abort());
    try {
      const headers = { 'Content-Type': 'application/json', ...this.#signature(body) };
      const answer = await this.#parts.fetch?.(url, { method: 'POST', headers, body, redirect: 'error', signal: stop.signal });
      await answer?.body?.cancel();
      return answer?.ok ?? false;
    } catch {
      return false;
    } finally {
      cancel();
    }
  }

  #signature(body: string): Record<string, string> {
    const { revision, offsetMs } = this.#parts.dialect();
    if (revision === 'B') return {};
    if (revision === 'T') return { 'X-Abstrakt-Signature': hmac(this.#parts.secret, body) };
    const timestamp = String(Math.floor((this.#parts.now() + offsetMs) / 1000));
    return {
      'X-Abstrakt-Signature': hmac(this.#parts.secret, `${timestamp}.${body}`),
      'X-Abstrakt-Timestamp': timestamp,
    };
  }
}

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** The webhook body of each revision (abstrakt-api.md section 5). */
function webhookBody(job: Job, dialect: Dialect, nowMs: number): Record<string, unknown> {
  if (dialect.revision === 'T') return runEnvelope(job, dialect);
  return dialect.revision === 'A' ? bodyA(job, dialect, nowMs) : bodyB(job, dialect, nowMs);
}

const EVENTS_A = { processing: 'job.started', completed: 'job.completed', failed: 'job.failed' } as const;

function bodyA(job: Job, { offsetMs }: Dialect, nowMs: number): Record<string, unknown> {
  const { status } = job.state;
  const done = status === 'completed' ? { output: { items: itemsOf(job, 'A') }, metrics: metricsOf(job) } : {};
  const event = status === 'pending' || status === 'cancelled' ? 'job.progress' : EVENTS_A[status];
  const data = { request_id: job.id, model: job.modelId, status, ...done, ...errorOf(job) };
  return { event, timestamp: isoOf(nowMs, offsetMs), data };
}

/** B's word for success here is `succeeded`, and an inference failure arrives as `PROVIDER_FAILURE`. */
function bodyB(job: Job, { offsetMs }: Dialect, nowMs: number): Record<string, unknown> {
  const head = { job_id: job.id, completed_at: isoOf(nowMs, offsetMs), credits_used: creditsUsed(job) };
  if (job.state.status === 'failed') {
    return { ...head, status: 'failed', error: { ...job.state.error, code: 'PROVIDER_FAILURE' } };
  }
  return { ...head, status: 'succeeded', output: { type: job.model.makes, items: itemsOf(job, 'B') } };
}

/** Whether an address is this machine's own: the only place the sandbox sends webhooks to. */
export function isLoopbackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  return loopback && (protocol === 'http:' || protocol === 'https:');
}
