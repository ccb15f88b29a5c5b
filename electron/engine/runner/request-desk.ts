import { type Clock, sleep } from '../../../shared/clock.ts';
import type { RequestView } from '../../../shared/domain.ts';
import type { Exchange } from '../api/exchange.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Logger } from '../log.ts';
import type { Jobs } from '../queue/jobs.ts';
import type { Ledger, RequestEnd } from '../queue/ledger.ts';
import type { Grants } from '../scheduler/grants.ts';
import type { Meters } from '../scheduler/meters.ts';
import type { Endpoints } from './endpoints.ts';

export interface OutgoingRequest {
  keyId: number;
  kind: RequestView['kind'];
  attemptId: number | null;
  jobId: number | null;
  /** The model a run asks for: a 403 then tells a permission of this key for it. */
  model?: string;
}

/**
 * Through this desk every request goes out and every answer comes in: it is where the request log, the key's meter, the key's health
 * and the line's health are kept in step.
 */
export interface RequestDesk {
  /** Records that a request is about to leave. Inside a transaction; after its commit, `leaves`, and only then it is sent. */
  open(request: OutgoingRequest): number;
  /** It leaves now: from here on it counts for what the key may do. */
  leaves(requestId: number, keyId: number): void;
  /**
   * Takes in what an answer says of its key and of the line. Once, before the transaction that records it: that one may have to be tried
   * again, and what was said stays true meanwhile.
   */
  hear(requestId: number, request: OutgoingRequest, exchange: Exchange<unknown>): void;
  /** Records how it ended. Inside the transaction that draws the consequence; changes nothing but the database. */
  close(requestId: number, request: OutgoingRequest, exchange: Exchange<unknown>): void;
  /** Runs in this turn's transaction what must not be lost: an answer is here and nowhere else. Tried again until it is stored (the disk may be full). */
  store<T>(work: () => T): Promise<T>;
  /** Opens, sends and closes one request; `within` runs in the closing transaction. Rejects when it can't be recorded: then it was not sent. */
  perform<T>(request: OutgoingRequest, send: (secret: string) => Promise<Exchange<T>>, within?: (exchange: Exchange<T>) => void): Promise<Exchange<T>>;
}

export interface RequestDeskOptions {
  clock: Clock;
  jobs: Jobs;
  ledger: Ledger;
  meters: Meters;
  keyRing: KeyRing;
  endpoints: Endpoints;
  log: Logger;
  /** Aborted when the engine gives up waiting. */
  signal: AbortSignal;
  /** The other ids of a model: a permission that is missing under one is missing under all. */
  aliasesOf(model: string): string[];
  /** Called before an answer's time is read: the clock may have been set while it was out. */
  noticeClock(): void;
  grants?: Grants | undefined;
  onKeyChanged(keyId: number): void;
  onHealthChanged(): void;
  /** Answers are about to be stored: what they make free may go out with the same transaction. */
  onStoring(): void;
  /** A transaction was rolled back: what others remember of it was never stored. */
  onRolledBack(): void;
}

const STORE_RETRY_MS = 1_000;

export function createRequestDesk(options: RequestDeskOptions): RequestDesk {
  const { clock, jobs, ledger, meters, keyRing, endpoints } = options;

  function open(request: OutgoingRequest): number {
    return ledger.send(request, clock.now());
  }

  function leaves(requestId: number, keyId: number): void {
    meters.of(keyId).meter.sent(requestId, clock.now());
    if (options.grants) options.grants.took(keyRing.row(keyId).fingerprint, clock.now());
    options.onKeyChanged(keyId);
  }

  function hear(requestId: number, request: OutgoingRequest, exchange: Exchange<unknown>): void {
    options.noticeClock();
    const now = clock.now();
    const { meter, forbidden } = meters.of(request.keyId);
    if (exchange.kind === 'not-sent') meter.unsent(requestId);
    else {
      const status = exchange.kind === 'unclear' ? exchange.error.status : exchange.status;
      meter.answered(requestId, now, { status, limits: exchange.limits, serviceMs: request.kind === 'run' ? serviceMs(exchange) : 0 });
    }
    // At once, for until it is stored the job would count among those that prove how many places there are.
    if (exchange.kind === 'refused' && request.kind === 'run' && request.jobId !== null) meter.jobEnded(request.jobId);
    if (exchange.kind === 'refused' && exchange.refusal === 'forbidden' && request.model !== undefined)
      for (const id of [request.model, ...options.aliasesOf(request.model)]) forbidden.add(id);
    noteHealth(request.keyId, exchange, now);
  }

  function close(requestId: number, request: OutgoingRequest, exchange: Exchange<unknown>): void {
    const now = clock.now();
    if (exchange.kind === 'not-sent') ledger.unsend(requestId);
    else ledger.answer(requestId, endOf(exchange), now);
    meters.save(request.keyId, exchange.kind === 'not-sent' ? null : exchange.limits, now);
    noteKey(request.keyId, exchange);
    options.onKeyChanged(request.keyId);
  }

  /** A key that the API takes is healthy again; one it refuses is out until the user mends it. */
  function noteKey(keyId: number, exchange: Exchange<unknown>): void {
    const row = keyRing.find(keyId);
    if (!row) return;
    if (exchange.kind === 'ok') {
      if (row.refused) keyRing.setRefused(keyId, null);
    } else if (exchange.kind === 'refused' && (exchange.refusal === 'unauthorized' || exchange.refusal === 'quota')) keyRing.setRefused(keyId, exchange.error);
    else if (exchange.kind !== 'refused' || exchange.refusal !== 'rate-limited') keyRing.setLastError(keyId, exchange.error.message);
  }

  function noteHealth(keyId: number, exchange: Exchange<unknown>, now: number): void {
    const name = keyRing.find(keyId)?.endpoint;
    const health = name && endpoints.get(name)?.health;
    if (!health) return;
    const before = health.health;
    const answered = exchange.kind === 'ok' || exchange.kind === 'refused' || (exchange.kind === 'unclear' && exchange.limits !== null);
    if (answered) health.answered(now, exchange.kind !== 'ok' && (exchange.error.status ?? 0) >= 500);
    else health.failed(now);
    if (before.state !== health.health.state || health.health.state === 'silent') options.onHealthChanged();
  }

  async function perform<T>(
    request: OutgoingRequest,
    send: (secret: string) => Promise<Exchange<T>>,
    within?: (exchange: Exchange<T>) => void,
  ): Promise<Exchange<T>> {
    const secret = keyRing.secret(request.keyId);
    if (secret === null)
      return { kind: 'not-sent', error: { code: 'NO_SECRET', message: 'The secret of this key is not at hand.', status: null, details: null } };
    const id = jobs.transaction(() => open(request));
    leaves(id, request.keyId);
    const exchange = await send(secret);
    hear(id, request, exchange);
    await store(() => {
      close(id, request, exchange);
      within?.(exchange);
    });
    return exchange;
  }

  async function store<T>(work: () => T): Promise<T> {
    for (;;) {
      try {
        options.noticeClock();
        options.onStoring();
        return await jobs.commit(work);
      } catch (error) {
        options.onRolledBack();
        options.log.error('an answer could not be stored yet', { error: String(error) });
        await sleep(clock, STORE_RETRY_MS, options.signal);
      }
    }
  }

  return { open, leaves, hear, close, store, perform };
}

/** How long the job took at the API, where the answer to a run tells it. */
function serviceMs(exchange: Exchange<unknown>): number | null {
  if (exchange.kind !== 'ok' || typeof exchange.value !== 'object' || exchange.value === null) return exchange.kind === 'refused' ? 0 : null;
  return 'tookMs' in exchange.value && typeof exchange.value.tookMs === 'number' ? exchange.value.tookMs : null;
}

function endOf(exchange: Exclude<Exchange<unknown>, { kind: 'not-sent' }>): RequestEnd {
  switch (exchange.kind) {
    case 'ok':
      return { outcome: 'ok', status: exchange.status, errorCode: null, limits: exchange.limits };
    case 'refused':
      return { outcome: exchange.status === 429 ? 'refused' : 'error', status: exchange.status, errorCode: exchange.error.code, limits: exchange.limits };
    case 'unclear':
      return { outcome: exchange.limits ? 'error' : 'lost', status: exchange.error.status, errorCode: exchange.error.code, limits: exchange.limits };
  }
}
