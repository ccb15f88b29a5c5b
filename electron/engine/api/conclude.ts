import { type Envelope, isBareError, readEnvelope } from './error-envelope.ts';
import type { ApiError, Exchange } from './exchange.ts';
import { parseJson } from './lenient.ts';
import { readLimitHeaders } from './limit-headers.ts';
import { isRedirect, refusalOf } from './refusal.ts';
import type { Sent } from './transport.ts';
import { lostWords, notSentWords, type Purpose, REDIRECTED_WORDS, refusedWords, troubleWords, unreadableWords } from './words.ts';

export interface Context {
  purpose: Purpose;
  /** Taken out of whatever the server says, should it echo the key. */
  secret: string;
  nowMs: number;
  timeoutMs: number;
}

/** Reads the body of a 2xx; null: not what was asked for. The box keeps "nothing" apart from "unreadable". */
export type Read<T> = (body: unknown) => { value: T } | null;

/** What one request came to: pure, total, never throws. */
export function conclude<T>(sent: Sent, context: Context, read: Read<T>): Exchange<T> {
  if (sent.kind === 'not-sent') return { kind: 'not-sent', error: ourError(sent.code, notSentWords(sent.code), null) };
  if (sent.kind === 'answered') return answered(sent, context, read);
  const limits = sent.headers && readLimitHeaders(sent.headers, context.nowMs, null);
  const code = { cut: 'ANSWER_LOST', late: 'ANSWER_LATE', stopped: 'STOPPED' }[sent.why];
  return { kind: 'unclear', limits, error: ourError(code, lostWords(context.purpose, sent.why, context.timeoutMs), sent.status) };
}

function answered<T>(sent: Sent & { kind: 'answered' }, context: Context, read: Read<T>): Exchange<T> {
  const { status } = sent;
  const body = parseJson(withoutSecret(sent.text, context.secret));
  const accepted = status >= 200 && status < 300;
  if (!accepted || isBareError(body)) return refused(sent, context, readEnvelope(body));
  const limits = readLimitHeaders(sent.headers, context.nowMs, null);
  const reading = read(body);
  if (reading) return { kind: 'ok', status, limits, value: reading.value };
  return { kind: 'unclear', limits, error: ourError('ANSWER_UNREADABLE', unreadableWords(context.purpose), status) };
}

function refused(sent: Sent & { kind: 'answered' }, { purpose, nowMs }: Context, envelope: Envelope): Exchange<never> {
  const { status } = sent;
  const limits = readLimitHeaders(sent.headers, nowMs, envelope.retryAfterS);
  const refusal = refusalOf(envelope.code, status);
  const code = envelope.code ?? (isRedirect(status) ? 'REDIRECTED' : `HTTP_${status}`);
  const { details } = envelope;
  if (refusal === 'unclear') return { kind: 'unclear', limits, error: { code, message: troubleWords(purpose, status, envelope.message), status, details } };
  const message = envelope.message ?? (isRedirect(status) ? REDIRECTED_WORDS : refusedWords(status));
  return { kind: 'refused', status, limits, refusal, error: { code, message, status, details } };
}

function ourError(code: string, message: string, status: number | null): ApiError {
  return { code, message, status, details: null };
}

/** Keys have at least eight characters (the contract); a shorter "secret" would tear holes into ordinary text. */
function withoutSecret(source: string, secret: string): string {
  return secret.length >= 8 ? source.replaceAll(secret, '[key]') : source;
}
