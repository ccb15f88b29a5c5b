import { z } from 'zod';
import { amount, lenient, record, text } from './lenient.ts';

/** What an error body says. Everything may be missing: proxies answer with HTML, and T's codes are a subset (section 6). */
export interface Envelope {
  code: string | null;
  message: string | null;
  details: Record<string, unknown> | null;
  /** T's `error.retry_after`, or the same in details, in seconds. */
  retryAfterS: number | null;
}

const LONGEST_MESSAGE = 1_000;
const LONGEST_DETAILS = 16_000;
/** Codes are words like RATE_LIMITED; a sentence in their place is a message. */
const CODE = /^[A-Za-z][A-Za-z0-9_.-]{0,79}$/;

const code = text.regex(CODE).transform((word) => word.toUpperCase());
const message = text.transform((words) => (words.length > LONGEST_MESSAGE ? `${words.slice(0, LONGEST_MESSAGE)}…` : words));
const details = record.refine((value) => JSON.stringify(value).length <= LONGEST_DETAILS);

const fields = z.object({ code: lenient(code), message: lenient(message), details: lenient(details), retry_after: lenient(amount) });
const outer = z.object({ error: z.unknown().optional(), code: lenient(code), message: lenient(message), detail: lenient(message) });
const NOTHING: Envelope = { code: null, message: null, details: null, retryAfterS: null };

/** Reads `{ error: { code, message, details } }`, `{ error: "text" }`, or a bare `{ code, message }`. Never throws. */
export function readEnvelope(body: unknown): Envelope {
  const whole = outer.safeParse(body);
  if (!whole.success) return NOTHING;
  const { error, ...beside } = whole.data;
  return readError(error) ?? { ...NOTHING, code: beside.code, message: beside.message ?? beside.detail };
}

/** The `error` field alone, as jobs that failed carry it too; null when there is none. */
export function readError(error: unknown): Envelope | null {
  const word = message.safeParse(error);
  if (word.success) return { ...NOTHING, code: /^[A-Z]+(_[A-Z]+)+$/.test(word.data) ? word.data : null, message: word.data };
  const read = fields.safeParse(error);
  if (!read.success) return null;
  const { retry_after, ...rest } = read.data;
  return { ...rest, retryAfterS: retry_after ?? amountIn(rest.details) };
}

function amountIn(source: Record<string, unknown> | null): number | null {
  const read = amount.safeParse(source?.['retry_after']);
  return read.success ? read.data : null;
}

/** True for a body that is an error and no job: by it alone the server says that it refused, whatever the status. */
export function isBareError(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  if (['status', 'job_id', 'output', 'result'].some((field) => field in body)) return false;
  return readError(body.error) !== null;
}
