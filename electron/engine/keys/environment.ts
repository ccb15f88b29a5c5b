import { AppError } from '../../../shared/errors.ts';
import type { EnvironmentKey } from '../engine-types.ts';
import { cleanSecret, looksLikeSecret } from './secret.ts';

const LIST = 'ABSTRAKT_API_KEYS';
const SINGLE = 'ABSTRAKT_API_KEY';
const LONGEST_LABEL = 60;

/**
 * The keys of `ABSTRAKT_API_KEYS` ("studio=sk_live_…,free=sk_live_…", labels optional) and `ABSTRAKT_API_KEY` (one key). Keys
 * without a label are `key-1`, `key-2` …. BAD_INPUT names a malformed or repeated entry by its position, never by what it holds.
 */
export function environmentKeys(environment: Readonly<Record<string, string | undefined>>): EnvironmentKey[] {
  const keys = (environment[LIST] ?? '').split(',').flatMap((entry, index) => (entry.trim() === '' ? [] : [parseEntry(entry, index + 1)]));
  assertDistinct(keys);
  const single = environment[SINGLE]?.trim() ? secretOf(environment[SINGLE], SINGLE) : null;
  if (single !== null && !keys.some(({ secret }) => secret === single)) keys.push({ where: SINGLE, label: null, secret: single });
  return labelled(keys);
}

/** A label that was not chosen by anyone. */
export function isDefaultLabel(label: string): boolean {
  return /^key-\d+$/.test(label);
}

interface Entry {
  where: string;
  label: string | null;
  secret: string;
}

/** What begins like a secret is one, whatever follows: a secret with `=` in it must not become a label. */
function parseEntry(text: string, position: number): Entry {
  const where = `Entry ${position} of ${LIST}`;
  const equals = looksLikeSecret(text.trim()) ? -1 : text.indexOf('=');
  const label = equals < 0 ? null : text.slice(0, equals).trim();
  if (label !== null && !isLabel(label)) throw malformed(where, `needs a label of 1 to ${LONGEST_LABEL} characters before "="`);
  return { where, label, secret: secretOf(text.slice(equals + 1), where) };
}

function isLabel(label: string): boolean {
  return label.length > 0 && label.length <= LONGEST_LABEL && !/\p{C}/u.test(label);
}

function secretOf(text: string, where: string): string {
  const secret = cleanSecret(text);
  if (secret === null) throw malformed(where, 'is no API key: a key has 8 to 512 characters, without spaces');
  return secret;
}

function assertDistinct(keys: readonly Entry[]): void {
  keys.forEach((key, index) => {
    const before = keys.slice(0, index);
    if (before.some(({ secret }) => secret === key.secret)) throw malformed(key.where, 'repeats a key named before it');
    if (key.label !== null && before.some(({ label }) => label?.toLowerCase() === key.label?.toLowerCase()))
      throw malformed(key.where, 'repeats a label used before it');
  });
}

function labelled(keys: readonly Entry[]): EnvironmentKey[] {
  const taken = new Set(keys.map(({ label }) => label?.toLowerCase()));
  let number = 0;
  const next = (): string => {
    do number++;
    while (taken.has(`key-${number}`));
    return `key-${number}`;
  };
  return keys.map(({ label, secret }) => ({ label: label ?? next(), secret }));
}

function malformed(where: string, what: string): AppError {
  return new AppError('BAD_INPUT', `${where} ${what}. Nothing was sent. Correct the variable and start again.`, { where });
}
