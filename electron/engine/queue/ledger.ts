import type { AttemptView, EndpointName, JobError, RequestView } from '../../../shared/domain.ts';
import type { LimitHeaders, RemoteOutput } from '../api/exchange.ts';
import { toCharge } from '../budget/charge.ts';
import type { Store } from '../store/open.ts';
import { strays } from './outputs-of-asset.ts';
import type { AttemptRow, RequestRow } from './rows.ts';

export interface NewRequest {
  keyId: number;
  attemptId: number | null;
  jobId: number | null;
  kind: RequestView['kind'];
}

export interface RequestEnd {
  outcome: 'ok' | 'refused' | 'error' | 'lost';
  status: number | null;
  errorCode: string | null;
  limits: LimitHeaders | null;
}

export interface OutputRow {
  attempt_id: number;
  position: number;
  url: string;
  kind: RemoteOutput['kind'] | null;
  mime: string | null;
  width: number | null;
  height: number | null;
  state: 'wanted' | 'home' | 'lost';
  sha256: string | null;
  tries: number;
  next_try_at: number;
  error: string | null;
}

/** An output that is home. */
export interface HomeRow {
  sha256: string;
  /** It has a picture to be shown by. */
  pictured: 0 | 1;
}

/** What is agreed when an attempt is made. `charge`: what it takes of budgets (millionths of a credit; null: unknown). */
export interface AttemptTerms {
  charge: number | null;
  /** The API is told where to send word of its end. */
  webhook: boolean;
}

/** What is known of an attempt's end; what is absent was not said. */
export interface AttemptEnd {
  error?: JobError | null;
  /** What the API says it took; where it may have been charged and nothing is said, what it was taken to cost holds. */
  credits?: number | null;
  /** The API had it under these ids, as `accept` tells. */
  remote?: RemoteIds | null;
}

export interface RemoteIds {
  remoteId: string | null;
  upstreamId: string | null;
}

const NO_TERMS: AttemptTerms = { charge: null, webhook: false };

/**
 * The record of what was sent: attempts, requests and outputs. A request is written before it leaves, so that after a crash it is
 * known that it may have left. All functions are synchronous and meant to be called inside a transaction of the queue's.
 */
export interface Ledger {
  openAttempt(jobId: number, keyId: number, mode: AttemptView['mode'], now: number, terms?: AttemptTerms): number;
  /** The API has the job under this id. The first that was told holds: a later answer that names another is not to be followed. */
  accept(attemptId: number, remote: RemoteIds, now: number): void;
  closeAttempt(attemptId: number, outcome: AttemptView['outcome'], now: number, end?: AttemptEnd): void;
  /** Plans the next poll and counts it. */
  planPoll(attemptId: number, at: number): void;
  /** Moves the poll that is planned to another time. */
  movePoll(attemptId: number, at: number): void;
  attempt(id: number): AttemptRow | null;
  attemptsOf(jobId: number): AttemptRow[];
  /** The highest id of an attempt; 0 before the first. */
  newestAttempt(): number;
  /** Attempts that the API has and that have not ended. */
  pollable(): AttemptRow[];
  /** The attempt that is out under the API's id of a job. */
  openByRemoteId(remoteId: string): AttemptRow | null;
  /** A key's attempts that are out: sent, or taken. */
  openOf(keyId: number): AttemptRow[];
  /** Attempts of one model at one API that are out: sent, or taken. The oldest first. */
  outOf(endpoint: EndpointName, model: string): AttemptRow[];
  /** Attempts whose answer was lost since then: the API may still have their jobs. */
  lostSince(since: number): AttemptRow[];

  send(request: NewRequest, now: number): number;
  answer(requestId: number, end: RequestEnd, now: number): void;
  /** It never left: it took no allowance, and no trace of it stays. */
  unsend(requestId: number): void;
  request(id: number): RequestRow | null;
  requestsOf(attemptId: number): RequestRow[];
  /** Requests a crash left without an answer. */
  pending(): RequestRow[];
  /** When this key's requests since `since` were sent and answered, oldest first. One that was lost was never answered. */
  sendsSince(keyId: number, since: number): { sentAt: number; answeredAt: number | null }[];
  /** Requests of this key sent from then to then. */
  countBetween(keyId: number, from: number, to: number): number;

  wantOutputs(attemptId: number, outputs: readonly RemoteOutput[]): void;
  outputs(attemptId: number): OutputRow[];
  /** Its bytes are at home. Call it after the library has their row: it tells whether that leads back to this output. */
  outputHome(attemptId: number, position: number, sha256: string): void;
  outputLost(attemptId: number, position: number, error: string): void;
  outputRetry(attemptId: number, position: number, nextTryAt: number, error: string): void;
  /** One more job that this key brought to its end. */
  countDone(keyId: number): void;
  /** A job's outputs that are home and not in the trash, in order. */
  assetsOf(jobId: number): HomeRow[];
}

export function createLedger(store: Store, onRequest: (requestId: number) => void): Ledger {
  const sql = prepare(store);
  return {
    openAttempt(jobId, keyId, mode, now, { charge, webhook } = NO_TERMS) {
      return Number(sql.openAttempt.run({ jobId, keyId, mode, now, charge, webhook: webhook ? 1 : 0 }).lastInsertRowid);
    },
    accept: (attemptId, remote, now) => void sql.accept.run(remote.remoteId, remote.upstreamId, now, attemptId),
    closeAttempt(attemptId, outcome, now, { error = null, credits = null, remote = null } = {}) {
      sql.closeAttempt.run({
        attemptId,
        outcome,
        now,
        error: error && JSON.stringify(error),
        told: credits === null ? null : toCharge(credits),
        remoteId: remote?.remoteId ?? null,
        upstreamId: remote?.upstreamId ?? null,
        acceptedAt: remote && now,
      });
    },
    planPoll: (attemptId, at) => void sql.planPoll.run(at, attemptId),
    movePoll: (attemptId, at) => void sql.movePoll.run(at, attemptId),
    attempt: (id) => sql.attempt.get(id) ?? null,
    attemptsOf: (jobId) => sql.attemptsOf.all(jobId),
    newestAttempt: () => sql.newestAttempt.get() ?? 0,
    pollable: () => sql.pollable.all(),
    openByRemoteId: (remoteId) => sql.openByRemoteId.get(remoteId) ?? null,
    openOf: (keyId) => sql.openOf.all(keyId),
    outOf: (endpoint, model) => sql.outOf.all(endpoint, model),
    lostSince: (since) => sql.lostSince.all(since),

    send(request, now) {
      const id = Number(sql.send.run(request.keyId, request.attemptId, request.jobId, request.kind, now).lastInsertRowid);
      sql.countRequest.run(request.keyId);
      onRequest(id);
      return id;
    },
    answer(requestId, end, now) {
      const { limits } = end;
      sql.answer.run(
        now,
        end.outcome,
        end.status,
        end.errorCode,
        limits?.limit ?? null,
        limits?.remaining ?? null,
        limits?.resetAtMs ?? null,
        limits?.retryAfterMs ?? null,
        requestId,
      );
      if (end.status === 429) sql.countRefusal.run(requestId);
      onRequest(requestId);
    },
    unsend(requestId) {
      sql.uncountRequest.run(requestId);
      sql.unsend.run(requestId);
    },
    request: (id) => sql.request.get(id) ?? null,
    requestsOf: (attemptId) => sql.requestsOf.all(attemptId),
    pending: () => sql.pending.all(),
    sendsSince: (keyId, since) => sql.sendsSince.all(keyId, since),
    countBetween: (keyId, from, to) => sql.countBetween.get(keyId, from, to) ?? 0,

    wantOutputs(attemptId, outputs) {
      outputs.forEach((output, position) => sql.wantOutput.run(attemptId, position, output.url, output.kind, output.mime, output.width, output.height));
    },
    outputs: (attemptId) => sql.outputs.all(attemptId),
    outputHome: (attemptId, position, sha256) => void sql.outputHome.run({ attemptId, position, sha256 }),
    outputLost: (attemptId, position, error) => void sql.outputLost.run(error, attemptId, position),
    outputRetry: (attemptId, position, nextTryAt, error) => void sql.outputRetry.run(nextTryAt, error, attemptId, position),
    countDone: (keyId) => void sql.countDone.run(keyId),
    assetsOf: (jobId) => sql.assetsOf.all(jobId),
  };
}

/** Few are open at a time, of hundreds of thousands: by the index that holds nothing else, whatever the order. */
const OPEN = 'attempt INDEXED BY attempt_open CROSS';

/**
 * `+?`, here and wherever a statement orders or joins: what a bare parameter is compared with may decide its plan, so SQLite makes that anew for each
 * value, which takes ten times as long as finding the rows. Behind a sign it does not look.
 */
function prepare(store: Store) {
  return {
    openAttempt: store.prepare(`
      INSERT INTO attempt (job_id, number, key_id, mode, started_at, charge, webhook)
      VALUES (@jobId, 1 + (SELECT COUNT(*) FROM attempt WHERE job_id = +@jobId), @keyId, @mode, @now, @charge, @webhook)`),
    accept: store.prepare(`
      UPDATE attempt SET remote_id = COALESCE(remote_id, ?), upstream_id = COALESCE(upstream_id, ?), accepted_at = COALESCE(accepted_at, ?) WHERE id = ?`),
    closeAttempt: store.prepare(`
      UPDATE attempt SET outcome = @outcome, finished_at = @now, error = @error, next_poll_at = NULL,
        remote_id = COALESCE(remote_id, @remoteId), upstream_id = COALESCE(upstream_id, @upstreamId), accepted_at = COALESCE(accepted_at, @acceptedAt),
        charge = COALESCE(@told, CASE WHEN @outcome IN ('refused', 'not-sent', 'cancelled') THEN 0 ELSE charge END)
      WHERE id = @attemptId`),
    planPoll: store.prepare('UPDATE attempt SET next_poll_at = ?, polls = polls + 1 WHERE id = ?'),
    movePoll: store.prepare('UPDATE attempt SET next_poll_at = ? WHERE id = ?'),
    attempt: store.prepare<[number], AttemptRow>('SELECT * FROM attempt WHERE id = ?'),
    attemptsOf: store.prepare<[number], AttemptRow>('SELECT * FROM attempt WHERE job_id = +? ORDER BY number'),
    newestAttempt: store.prepare<[], number>('SELECT MAX(id) FROM attempt').pluck(),
    pollable: store.prepare<[], AttemptRow>(`
      SELECT attempt.* FROM ${OPEN} JOIN job ON job.id = attempt.job_id AND job.attempt_id = attempt.id
      WHERE attempt.outcome = 'open' AND job.state = 'running' ORDER BY attempt.id`),
    openByRemoteId: store.prepare<[string], AttemptRow>(`SELECT * FROM attempt WHERE remote_id = ? AND outcome = 'open' AND remote_id IS NOT NULL`),
    openOf: store.prepare<[number], AttemptRow>(`
      SELECT attempt.* FROM attempt JOIN job ON job.id = attempt.job_id AND job.attempt_id = attempt.id
      WHERE attempt.outcome = 'open' AND attempt.key_id = +? AND job.state IN ('submitting', 'running')`),
    outOf: store.prepare<[EndpointName, string], AttemptRow>(`
      SELECT attempt.* FROM ${OPEN} JOIN job ON job.id = attempt.job_id AND job.attempt_id = attempt.id JOIN batch ON batch.id = job.batch_id
      WHERE attempt.outcome = 'open' AND job.state IN ('submitting', 'running') AND batch.endpoint = +? AND job.model = +? ORDER BY attempt.id`),
    lostSince: store.prepare<[number], AttemptRow>(`SELECT * FROM attempt WHERE outcome = 'uncertain' AND finished_at >= ?`),
    send: store.prepare('INSERT INTO request (key_id, attempt_id, job_id, kind, sent_at) VALUES (?, ?, ?, ?, ?)'),
    answer: store.prepare(`
      UPDATE request SET answered_at = ?, outcome = ?, status = ?, error_code = ?, limit_seen = ?, remaining_seen = ?, reset_at = ?, retry_after_ms = ?
      WHERE id = ?`),
    unsend: store.prepare('DELETE FROM request WHERE id = ?'),
    countRequest: store.prepare('UPDATE api_key SET requests = requests + 1, revision = revision + 1 WHERE id = ?'),
    uncountRequest: store.prepare('UPDATE api_key SET requests = requests - 1, revision = revision + 1 WHERE id = (SELECT key_id FROM request WHERE id = ?)'),
    countRefusal: store.prepare('UPDATE api_key SET refusals = refusals + 1, revision = revision + 1 WHERE id = (SELECT key_id FROM request WHERE id = ?)'),
    request: store.prepare<[number], RequestRow>('SELECT * FROM request WHERE id = ?'),
    requestsOf: store.prepare<[number], RequestRow>('SELECT * FROM request WHERE attempt_id = +? ORDER BY id'),
    pending: store.prepare<[], RequestRow>(`SELECT * FROM request WHERE outcome = 'pending' ORDER BY id`),
    sendsSince: store.prepare<[number, number], { sentAt: number; answeredAt: number | null }>(
      `SELECT sent_at AS sentAt, CASE WHEN outcome = 'lost' THEN NULL ELSE answered_at END AS answeredAt
       FROM request WHERE key_id = +? AND sent_at >= +? ORDER BY sent_at`,
    ),
    countBetween: store.prepare<[number, number, number], number>('SELECT COUNT(*) FROM request WHERE key_id = ? AND sent_at BETWEEN ? AND ?').pluck(),
    wantOutput: store.prepare(`
      INSERT INTO output (attempt_id, position, url, kind, mime, width, height) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET url = excluded.url, next_try_at = 0 WHERE state != 'home'`),
    outputs: store.prepare<[number], OutputRow>('SELECT * FROM output WHERE attempt_id = +? ORDER BY position'),
    outputHome: store.prepare(`
      UPDATE output SET state = 'home', sha256 = @sha256, error = NULL, stray = ${strays('@sha256', '@attemptId')}
      WHERE attempt_id = @attemptId AND position = @position`),
    outputLost: store.prepare(`UPDATE output SET state = 'lost', error = ? WHERE attempt_id = ? AND position = ?`),
    outputRetry: store.prepare('UPDATE output SET tries = tries + 1, next_try_at = ?, error = ? WHERE attempt_id = ? AND position = ?'),
    countDone: store.prepare('UPDATE api_key SET jobs_done = jobs_done + 1, revision = revision + 1 WHERE id = ?'),
    assetsOf: store.prepare<[number], HomeRow>(`
      SELECT output.sha256, asset.thumbnail = 'ready' AS pictured
      FROM attempt CROSS JOIN output ON output.attempt_id = attempt.id JOIN asset ON asset.sha256 = output.sha256
      WHERE attempt.job_id = +? AND output.state = 'home' AND asset.trashed_at IS NULL ORDER BY attempt.number, position`),
  };
}
