import type { RunField } from './dialect.ts';
import type { ApiError } from './exchange.ts';

const LISTS = ['errors', 'issues', 'fields', 'unknown_fields'];
const NAMES = ['field', 'path', 'param', 'name', 'loc'];

/**
 * Which of the fields beside the input an INVALID_INPUT complains about; null when it is about something else. Structured details are believed
 * first: a message may quote a prompt about lip sync. Where the message alone speaks, the field it names first is meant
 * ("unknown field sync, use async").
 */
export function refusedField(error: ApiError, sent: readonly RunField[]): RunField | null {
  const named = error.details ? namesIn(error.details) : [];
  if (named.length > 0) return sent.find((field) => named.includes(field)) ?? null;
  const word = /(?<![\w-])(async|sync|webhook_url)(?![\w-])/i.exec(error.message)?.[1]?.toLowerCase();
  return sent.find((field) => field === word) ?? null;
}

/** Field names in the usual forms: `{ sync: "unknown" }`, `{ field: "sync" }`, `{ errors: [{ path: "/sync" }] }`. */
export function namesIn(details: Record<string, unknown>): string[] {
  const listed = LISTS.flatMap((key) => entriesOf(details[key]));
  const direct = NAMES.flatMap((key) => lastPart(details[key]));
  return listed.length + direct.length > 0 ? [...listed, ...direct] : Object.keys(details);
}

function entriesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => (isRecord(entry) ? NAMES.flatMap((key) => lastPart(entry[key])) : lastPart(entry)));
  return isRecord(value) ? Object.keys(value) : [];
}

function lastPart(value: unknown): string[] {
  const path = Array.isArray(value) ? value.join('/') : value;
  return typeof path === 'string' ? path.split(/[./]/).slice(-1) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
