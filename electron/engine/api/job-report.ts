import { z } from 'zod';
import { readError } from './error-envelope.ts';
import type { ApiError, JobReport } from './exchange.ts';
import { amount, lenient, record, text } from './lenient.ts';
import { readOutputs } from './outputs.ts';
import { isSegment } from './paths.ts';
import { NO_REASON_WORDS } from './words.ts';

/** An id must survive being put into a path, or it can't be polled. */
const id = z.union([text, z.int().transform(String)]).pipe(z.string().max(512).refine(isSegment));

const wireJob = z.object({
  job_id: lenient(id),
  request_id: lenient(id),
  id: lenient(id),
  status: lenient(text),
  metrics: lenient(z.object({ inference_time: lenient(amount), queue_time: lenient(amount) })),
  duration_ms: lenient(amount),
  credits_used: lenient(amount),
  error: z.unknown().optional(),
});

const WORDS: Readonly<Record<string, JobReport['status']>> = {
  pending: 'pending',
  processing: 'processing',
  completed: 'completed',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
  canceled: 'cancelled',
};

/** A job in any revision's shape (section 10, rules 1, 4, 6, 8, 9, 10); null when nothing in it tells of a job. Never throws. */
export function readJobReport(body: unknown): JobReport | null {
  const source = unwrapped(body);
  const read = wireJob.safeParse(source);
  if (!source || !read.success) return null;
  const { job_id, request_id, metrics, duration_ms, credits_used, ...job } = read.data;
  const outputs = readOutputs(source);
  const remoteId = job_id ?? request_id ?? job.id;
  const hasError = readError(job.error) !== null;
  if (remoteId === null && job.status === null && outputs.length === 0 && !hasError) return null;
  if (outputs.length === 0 && isMistyped(source['status'])) return null;
  const status = statusOf(job.status, outputs.length > 0, hasError);
  return {
    remoteId,
    upstreamId: job_id !== null && request_id !== job_id ? request_id : null,
    status,
    word: job.status ?? '',
    outputs,
    error: status === 'failed' ? failureOf(job.error) : null,
    credits: credits_used,
    tookMs: tookMs(metrics, duration_ms),
  };
}

/** Every revision tells the status as text: an answer with something else there is broken, and its id is not to be believed either. */
function isMistyped(status: unknown): boolean {
  return status !== undefined && status !== null && typeof status !== 'string';
}

/** Webhooks of A put the job into `data` (rule 10); A's `/result` may be a bare list. */
function unwrapped(body: unknown): Record<string, unknown> | null {
  if (Array.isArray(body)) return { items: body };
  const whole = record.safeParse(body);
  if (!whole.success) return null;
  const inner = record.safeParse(whole.data['data']);
  return inner.success ? inner.data : whole.data;
}

/** An unknown word means that it still runs (rule 6); without a word, what else is there tells. */
function statusOf(word: string | null, hasOutputs: boolean, hasError: boolean): JobReport['status'] {
  const known = word?.toLowerCase() ?? '';
  if (word !== null) return Object.hasOwn(WORDS, known) ? (WORDS[known] ?? 'processing') : 'processing';
  if (hasError) return 'failed';
  return hasOutputs ? 'completed' : 'processing';
}

function failureOf(error: unknown): ApiError {
  const said = readError(error);
  return { code: said?.code ?? 'NO_REASON', message: said?.message ?? NO_REASON_WORDS, status: null, details: said?.details ?? null };
}

/** A and T tell seconds, in the model and before it in the queue; B tells milliseconds of both (rule 8). */
function tookMs(metrics: { inference_time: number | null; queue_time: number | null } | null, ms: number | null): number | null {
  const seconds = metrics?.inference_time ?? null;
  const value = seconds === null ? ms : (seconds + (metrics?.queue_time ?? 0)) * 1000;
  return value === null ? null : Math.round(value);
}

/** An accepted run must be followed: outputs to fetch, an end that is told, or an id to ask about. */
export function canBeFollowed({ remoteId, status, outputs }: JobReport): boolean {
  if (remoteId !== null || outputs.length > 0) return true;
  return status === 'failed' || status === 'cancelled';
}
