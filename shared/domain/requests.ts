import { z } from 'zod';
import { id, time, count } from './common.ts';

export const requestView = z.object({
  id,
  keyId: id,
  jobId: id.nullable(),
  kind: z.enum(['run', 'poll', 'result', 'cancel', 'catalog', 'probe']),
  sentAt: time,
  answeredAt: time.nullable(),
  status: z.int().nullable(),
  outcome: z.enum(['pending', 'ok', 'refused', 'error', 'lost']),
  errorCode: z.string().nullable(),
  limit: z.int().nullable(),
  remaining: z.int().nullable(),
  resetAt: time.nullable(),
  retryAfterMs: count.nullable(),
});
export type RequestView = z.infer<typeof requestView>;

/** One job with one key, as a bar of the flight board: from being sent to being home. */
export const flightView = z.object({
  jobId: id,
  batchId: id,
  /** Of the job within its batch. */
  number: id,
  keyId: id,
  model: z.string(),
  /** When it was sent: with `jobId` it names the flight. */
  startedAt: time,
  /** When its outputs were home, or it ended otherwise; null: under way. */
  endedAt: time.nullable(),
  state: z.enum(['out', 'done', 'failed', 'uncertain', 'cancelled']),
});
export type FlightView = z.infer<typeof flightView>;

/** A job that the forecast expects to go out: an outline right of now. */
export const plannedFlight = z.object({ jobId: id, batchId: id, keyId: id, model: z.string(), from: time, to: time });
export type PlannedFlight = z.infer<typeof plannedFlight>;

/** What one key did in one minute (`at` is its first ms). What ended in it counts there, whenever it began. */
export const keyMinute = z.object({
  keyId: id,
  at: time,
  runs: count,
  polls: count,
  others: count,
  /** Answered with 429. */
  refused: count,
  lost: count,
  /** The limit that its answers told; null: none did. */
  limit: z.int().nullable(),
  /** The lowest `Remaining` among its answers. */
  leastLeft: z.int().nullable(),
  /** How long the jobs that ended in it had been away, together. */
  busyMs: count,
  done: count,
  failed: count,
  unsure: count,
});
export type KeyMinute = z.infer<typeof keyMinute>;
