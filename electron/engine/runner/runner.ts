import type { EndpointName, ModelInput } from '../../../shared/domain.ts';
import type { Exchange, JobReport } from '../api/exchange.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Logger } from '../log.ts';
import type { Filled, Media } from '../media/media.ts';
import type { AttemptRow, JobRow } from '../queue/rows.ts';
import { durationsOf } from './durations-of.ts';
import type { Endpoint, Endpoints } from './endpoints.ts';
import { isUnseen, type PlannedPoll, putOffPoll, replanAwaited, replanPolls } from './poll-plan.ts';
import type { OutgoingRequest, RequestDesk } from './request-desk.ts';
import { type Next, pollNext, settle, type SettleOptions } from './settle.ts';
import { afterPoll, afterRun, afterWord, NO_OUTPUT, otherWay, type Verdict } from './verdict.ts';

/** A job that was claimed: its attempt and its request are recorded, and nothing has left yet. */
export interface Claimed {
  attemptId: number;
  requestId: number;
  jobId: number;
  keyId: number;
  endpoint: EndpointName;
}

export interface Runner {
  /** Sends a claimed job and follows the answer. Never rejects. */
  submit(claimed: Claimed): Promise<void>;
  /** Makes the next request for a running job: how it is, or what is wanted of it. Never rejects. */
  poll(attemptId: number): Promise<void>;
  /** The API is to give a running job up: its next request says so, when its key has room. */
  cancel(attemptId: number): void;
  /** Takes a wish to give the job up back. False where the API has been told already. */
  keep(job: JobRow): boolean;
  /** The API sent word of a job by itself: no request is spent. Words of a job that does not run with this attempt change nothing. Never rejects. */
  deliver(attemptId: number, report: JobReport): Promise<void>;
  /** Requests under way. */
  readonly active: number;
}

export interface RunnerOptions extends SettleOptions {
  keyRing: KeyRing;
  endpoints: Endpoints;
  desk: RequestDesk;
  media: Pick<Media, 'fill' | 'heard'>;
  log: Logger;
  /** Aborted when the engine gives up waiting: answers that are still out are then lost. */
  signal: AbortSignal;
  onCollect(attemptId: number): void;
  /** A running job is to be asked for at that time. */
  onPoll(attemptId: number, keyId: number, at: number): void;
  /** Something changed that the scheduler may want to act upon. */
  onSettled(): void;
}

/** A job at the API, with what is needed to ask for it. */
interface Running {
  attempt: AttemptRow;
  endpoint: Endpoint;
  remoteId: string;
}

const ASK_AGAIN_MS = 2_000;

/** What came of an answer: what to do next for its job, and polls of others that were brought forward. */
interface Conclusion {
  next: Next;
  moved: readonly PlannedPoll[];
}

const NOTHING: Conclusion = { next: { kind: 'none' }, moved: [] };

export function createRunner(options: RunnerOptions): Runner {
  const { jobs, ledger, desk, endpoints, keyRing, clock } = options;
  /** Running jobs whose next request is another than how they are. A restart asks, and knows wishes to cancel from the jobs. */
  const wanted = new Map<number, { kind: 'result'; report: JobReport }>();
  /** Attempts of which the API was told to give them up: it is told once. */
  const told = new Set<number>();
  let active = 0;

  async function counted(work: () => Promise<void>): Promise<void> {
    active++;
    try {
      await work();
    } catch (error) {
      // Only a store that fails until the end comes here: the next start finds the job as it was, and recovers it.
      options.log.error('a request was left without a record', { error: String(error) });
    } finally {
      active--;
      options.onSettled();
    }
  }

  async function submit(claimed: Claimed): Promise<void> {
    const [attempt, job] = jobs.reading(() => [ledger.attempt(claimed.attemptId), jobs.job(claimed.jobId)] as const);
    if (!attempt || !job) return;
    const request: OutgoingRequest = { keyId: claimed.keyId, kind: 'run', attemptId: attempt.id, jobId: job.id, model: job.model };
    const input = JSON.parse(job.input) as ModelInput;
    const filled = await options.media.fill(input, claimed.endpoint, job.model);
    const exchange = await send(claimed, attempt, job.model, filled);
    desk.hear(claimed.requestId, request, exchange);
    const next = await desk.store(() => {
      desk.close(claimed.requestId, request, exchange);
      const told = options.media.heard({ id: job.id, model: job.model, input }, claimed.endpoint, filled, exchange);
      return draw(attempt, claimed.endpoint, told === 'again' ? otherWay(exchange) : afterRun(exchange));
    });
    follow(next, attempt);
  }

  async function send({ keyId, endpoint }: Claimed, attempt: AttemptRow, model: string, filled: Filled): Promise<Exchange<JobReport>> {
    if (filled.kind === 'not-filled') return { kind: 'not-sent', error: filled.error };
    const secret = keyRing.secret(keyId);
    const api = endpoints.get(endpoint)?.api;
    if (secret === null || !api)
      return { kind: 'not-sent', error: { code: 'NO_SECRET', message: 'The key or the API went away before the job was sent.', status: null, details: null } };
    return api.run(
      { secret, model, input: filled.input, mode: attempt.mode, webhookUrl: attempt.webhook === 1 ? options.webhooks.address(endpoint) : null },
      options.signal,
    );
  }

  async function poll(attemptId: number): Promise<void> {
    const known = running(attemptId);
    const want = wanted.get(attemptId) ?? wish(attemptId);
    wanted.delete(attemptId);
    if (!known) return;
    try {
      if (want?.kind === 'cancel') await giveUp(known);
      else if (want?.kind === 'result') await lookForResult(known, want.report);
      else if (!putOff(known)) await askHow(known);
    } catch (error) {
      // It could not even be recorded that the question leaves: it did not, and is asked later.
      if (want?.kind === 'result') wanted.set(attemptId, want);
      if (want?.kind === 'cancel') told.delete(attemptId);
      options.onPoll(attemptId, known.attempt.key_id, clock.now() + ASK_AGAIN_MS);
      throw error;
    }
  }

  function putOff({ attempt, endpoint }: Running): boolean {
    const poll = putOffPoll(options, attempt, endpoint.name, clock.now());
    if (poll) options.onPoll(poll.attemptId, poll.keyId, poll.at);
    return poll !== null;
  }

  async function askHow({ attempt, endpoint, remoteId }: Running): Promise<void> {
    let next: Conclusion = NOTHING;
    await desk.perform(
      requestOf(attempt, 'poll'),
      (secret) => endpoint.api.progress(secret, remoteId, options.signal),
      (exchange) => {
        const verdict = afterPoll(exchange);
        next = verdict ? drawAsked(attempt, endpoint.name, verdict) : askLater(attempt, endpoint);
      },
    );
    // The secret was not at hand: ask again later, nothing is lost.
    if (jobs.job(attempt.job_id)?.state === 'running' && next.next.kind === 'none') next = askLater(attempt, endpoint);
    follow(next, attempt);
  }

  async function deliver(attemptId: number, report: JobReport): Promise<void> {
    const known = running(attemptId);
    const verdict = afterWord(report);
    if (!known || verdict.kind === 'running') return;
    const next = await desk.store(() => (running(attemptId) ? draw(known.attempt, known.endpoint.name, verdict) : NOTHING));
    follow(next, known.attempt);
  }

  /** Revision A: finished, and the outputs are at an address of their own. */
  async function lookForResult({ attempt, endpoint, remoteId }: Running, report: JobReport): Promise<void> {
    let next: Conclusion = NOTHING;
    await desk.perform(
      requestOf(attempt, 'result'),
      (secret) => endpoint.api.result(secret, remoteId, options.signal),
      (exchange) => {
        next = draw(attempt, endpoint.name, resultVerdict(exchange, report));
      },
    );
    if (next.next.kind === 'none') next = askLater(attempt, endpoint);
    follow(next, attempt);
  }

  /** What came of it, the next poll tells. A cancel that was not heard is sent again. */
  async function giveUp({ attempt, endpoint, remoteId }: Running): Promise<void> {
    told.add(attempt.id);
    const exchange = await desk.perform(requestOf(attempt, 'cancel'), (secret) => endpoint.api.cancel(secret, remoteId, options.signal));
    const heard = exchange.kind === 'ok' || exchange.kind === 'unclear' || (exchange.kind === 'refused' && exchange.refusal !== 'rate-limited');
    if (!heard) told.delete(attempt.id);
    options.onPoll(attempt.id, attempt.key_id, clock.now() + (heard ? 0 : ASK_AGAIN_MS));
  }

  function cancel(attemptId: number): void {
    const known = running(attemptId);
    if (known) options.onPoll(attemptId, known.attempt.key_id, clock.now());
  }

  /** A job that is to be given up, and of which the API does not know it yet. */
  function wish(attemptId: number): { kind: 'cancel' } | undefined {
    const job = jobs.job(ledger.attempt(attemptId)?.job_id ?? 0);
    return job?.cancelling === 1 && !told.has(attemptId) ? { kind: 'cancel' } : undefined;
  }

  function keep({ id, attempt_id }: JobRow): boolean {
    return attempt_id !== null && !told.has(attempt_id) && jobs.wishCancel(id, false);
  }

  function running(attemptId: number): Running | null {
    return jobs.reading(() => readRunning(attemptId));
  }

  function readRunning(attemptId: number): Running | null {
    const attempt = ledger.attempt(attemptId);
    const job = attempt && jobs.job(attempt.job_id);
    const name = job && jobs.endpointOf(job.batch_id);
    const endpoint = name ? endpoints.get(name) : null;
    if (!attempt?.remote_id || !endpoint || job?.state !== 'running' || job.attempt_id !== attemptId) return null;
    return { attempt, endpoint, remoteId: attempt.remote_id };
  }

  /** Writes a verdict down. When a run of an unseen model is over, the others of that model are asked for by what it taught. */
  function draw(attempt: AttemptRow, endpoint: EndpointName, verdict: Verdict): Conclusion {
    const model = jobs.modelOf(attempt.job_id) ?? '';
    const unseen = isUnseen(durationsOf(options.catalog, endpoint, model));
    const next = settle(options, attempt, endpoint, verdict);
    const runsOn = next.kind === 'poll' || next.kind === 'look-for-result';
    return { next, moved: unseen && !runsOn ? replanPolls(options, endpoint, model, clock.now()) : [] };
  }

  /** The same for what had to be asked for: where word of it was awaited, nobody sends word any more. */
  function drawAsked(attempt: AttemptRow, endpoint: EndpointName, verdict: Verdict): Conclusion {
    const missed = verdict.kind !== 'running' && options.webhooks.missed(attempt);
    const { next, moved } = draw(attempt, endpoint, verdict);
    return { next, moved: missed ? [...moved, ...replanAwaited(options, clock.now())] : moved };
  }

  function askLater(attempt: AttemptRow, endpoint: Endpoint): Conclusion {
    return { next: pollNext(options, attempt.id, endpoint.name, clock.now()), moved: [] };
  }

  function follow({ next, moved }: Conclusion, attempt: AttemptRow): void {
    for (const { attemptId, keyId, at } of moved) options.onPoll(attemptId, keyId, at);
    switch (next.kind) {
      case 'collect':
        return options.onCollect(next.attemptId);
      case 'poll':
        return options.onPoll(next.poll.attemptId, next.poll.keyId, wish(attempt.id) ? clock.now() : next.poll.at);
      case 'look-for-result':
        wanted.set(attempt.id, { kind: 'result', report: next.report });
        return options.onPoll(attempt.id, attempt.key_id, clock.now());
      case 'none':
    }
  }

  return {
    submit: (claimed) => counted(() => submit(claimed)),
    poll: (attemptId) => counted(() => poll(attemptId)),
    deliver: (attemptId, report) => counted(() => deliver(attemptId, report)),
    cancel,
    keep,
    get active() {
      return active;
    },
  };
}

function requestOf(attempt: AttemptRow, kind: OutgoingRequest['kind']): OutgoingRequest {
  return { keyId: attempt.key_id, kind, attemptId: attempt.id, jobId: attempt.job_id };
}

/** A result without outputs, or none at all, ends the job; an answer that told nothing leaves it running, to be polled again. */
function resultVerdict(exchange: Exchange<JobReport>, report: JobReport): Verdict {
  if (exchange.kind === 'ok' && exchange.value.outputs.length > 0) return { kind: 'finished', report: { ...report, outputs: exchange.value.outputs } };
  if (exchange.kind === 'ok' || (exchange.kind === 'refused' && exchange.refusal === 'not-found')) return { kind: 'failed', error: NO_OUTPUT, report };
  return { kind: 'running', report: { ...report, status: 'processing' } };
}
