/**
 * What one HTTP request to the API can come to: a closed set. Each call of the client is exactly one request, because every request
 * spends allowance and is recorded as one.
 */

/** Limit headers of a response; null where absent or nonsensical. Times are milliseconds on the server's clock. */
export interface LimitHeaders {
  limit: number | null;
  remaining: number | null;
  resetAtMs: number | null;
  retryAfterMs: number | null;
  /** The server's clock (`Date` header), to tell how far it is off. */
  serverNowMs: number | null;
  /** The headers as they came, for people. */
  raw: { limit: string | null; remaining: string | null; reset: string | null; retryAfter: string | null };
}

/** An error as the API told it (or as we name it): `code` is an open set. `message` holds no secret. */
export interface ApiError {
  code: string;
  message: string;
  status: number | null;
  details: Record<string, unknown> | null;
}

/** Why the server refused: what the runner does next depends on this, not on the status. */
export type RefusalKind =
  | 'rate-limited' // wait and send again
  | 'unavailable' // the model or the service is down for now, and says so: send again later
  | 'dialect' // it did not know a field or an id we sent; the client has learned and the next try differs
  | 'unauthorized' // the key is wrong or revoked
  | 'forbidden' // the key lacks the permission for this
  | 'quota' // the account's credits are used up
  | 'invalid' // the input is wrong: no retry
  | 'not-found' // no such model or job
  | 'failed'; // the model ran and failed, or any other final answer

export type Exchange<T> =
  | { kind: 'ok'; status: number; limits: LimitHeaders; value: T }
  /** The server answered that it did not accept the request. Nothing runs because of it. */
  | { kind: 'refused'; status: number; limits: LimitHeaders; refusal: RefusalKind; error: ApiError }
  /** It was sent, and what came back does not tell whether it was accepted: cut, timed out, a bare 5xx, a broken body. */
  | { kind: 'unclear'; limits: LimitHeaders | null; error: ApiError }
  /** Nothing left this machine: refused connection, no route, no name. */
  | { kind: 'not-sent'; error: ApiError };

/** A job as the API reports it, whatever its revision. */
export interface JobReport {
  /** What polls and cancels name; null when an answer named none. */
  remoteId: string | null;
  /** Revision B's `request_id`, which is not the job's id. */
  upstreamId: string | null;
  /** `processing` also for words we do not know; `word` is what was said. */
  status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';
  word: string;
  outputs: RemoteOutput[];
  /** Set when `status` is `failed`. */
  error: ApiError | null;
  credits: number | null;
  /** From its acceptance to its end, with the time it spent in the API's queue, where reported. */
  tookMs: number | null;
}

export interface RemoteOutput {
  url: string;
  kind: 'image' | 'video' | 'audio' | 'other';
  mime: string | null;
  width: number | null;
  height: number | null;
}

export interface RunRequest {
  secret: string;
  model: string;
  input: Record<string, unknown>;
  mode: 'sync' | 'async';
  /** Where the API is to send word of the job's end; null or absent: nowhere. */
  webhookUrl?: string | null;
}

export interface RemoteModel {
  id: string;
  name: string;
  description: string | null;
  category: string | null;
  provider: string | null;
  active: boolean;
  creditsPerRun: number | null;
  /** null when the answer had none (lists never do). */
  inputSchema: Record<string, unknown> | null;
}

export interface ApiClient {
  run(request: RunRequest, signal: AbortSignal): Promise<Exchange<JobReport>>;
  job(secret: string, remoteId: string, signal: AbortSignal): Promise<Exchange<JobReport>>;
  /** How it is and, where the API tells both at once, what came of it: asked where this API was found to keep its results. */
  progress(secret: string, remoteId: string, signal: AbortSignal): Promise<Exchange<JobReport>>;
  /** Revision A only; a 404 here is forgiven by the caller. */
  result(secret: string, remoteId: string, signal: AbortSignal): Promise<Exchange<JobReport>>;
  cancel(secret: string, remoteId: string, signal: AbortSignal): Promise<Exchange<null>>;
  models(secret: string, page: { limit: number; offset: number }, signal: AbortSignal): Promise<Exchange<{ models: RemoteModel[]; total: number | null }>>;
  model(secret: string, id: string, signal: AbortSignal): Promise<Exchange<RemoteModel>>;
}
