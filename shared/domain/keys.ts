import { z } from 'zod';
import { PLAN_NAMES } from '../plans.ts';
import { id, time, count, endpointName, creditBudget, spent } from './common.ts';

/** One allowance: `limit` null = unlimited or not known, see `known`. */
export const minuteAllowance = z.object({
  limit: z.int().nullable(),
  used: count,
  remaining: z.int().nullable(),
  /** So many of it batches leave now to work composed by hand. */
  reserved: count,
  /** When the server's count starts again, or when the next request is certain to be allowed; null: not known. */
  resetAt: time.nullable(),
  known: z.boolean(),
});
export const keyAllowance = z.object({
  minute: minuteAllowance,
  concurrency: z.object({ limit: z.int().nullable(), used: count }),
  day: z.object({ limit: z.int().nullable(), used: count, resetAt: time.nullable() }),
  asleep: z.object({ until: time, why: z.enum(['rate-limited', 'day-spent', 'backoff']) }).nullable(),
});

export const keyView = z.object({
  id,
  revision: count,
  label: z.string(),
  endpoint: endpointName,
  /** Where its secret lives. `sandbox` secrets are made by the sandbox and held in memory. */
  source: z.enum(['vault', 'environment', 'sandbox']),
  /** Index into the eight key colours of the look. */
  colour: z.int().min(0).max(7),
  labels: z.array(z.string()),
  /** Keys of one account (so named) share its allowance; null: it has its own. */
  account: z.string().nullable(),
  /** Its answers look as if it shared another key's allowance: group them, so that neither is refused. */
  accountSuggestion: z.object({ withKeyId: id, why: z.string() }).nullable(),
  creditBudget: creditBudget.nullable(),
  /** What counts against its budget, jobs that are out included. */
  spent,
  /** `sk_live_` or `sk_test_`, and the last four characters; never more of the secret. */
  prefix: z.string(),
  last4: z.string(),
  state: z.enum(['ready', 'disabled', 'refused', 'locked', 'missing']),
  plan: z.enum([...PLAN_NAMES, 'custom']).nullable(),
  /** `assumed` until headers of a response told it. */
  planSource: z.enum(['assumed', 'headers']),
  allowance: keyAllowance,
  lastError: z.object({ message: z.string(), at: time }).nullable(),
  /** Requests and refusals (429) since the key was added; jobs it finished. */
  requests: count,
  refused: count,
  jobsDone: count,
  /** Models it was refused for with 403; a test asks again. */
  forbidden: z.array(z.string()),
  /** The raw headers of the last response. */
  headers: z
    .object({ limit: z.string().nullable(), remaining: z.string().nullable(), reset: z.string().nullable(), retryAfter: z.string().nullable(), at: time })
    .nullable(),
});
export type KeyView = z.infer<typeof keyView>;
