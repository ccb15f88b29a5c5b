import { TEST_PREFIX } from '../../../shared/test-keys.ts';

/** A line of what was pasted: a secret, perhaps with a label before it (`studio=sk_live_…`). */
export interface KeyLine {
  label: string | null;
  secret: string;
  /** What the secret looks like; `short` cannot be a key. */
  reads: 'live' | 'test' | 'unknown' | 'short';
}

const SHORTEST = 8;
const LONGEST_LABEL = 60;

/** Reads one key a line. Blank lines are passed over, and a secret given twice counts once. */
export function parseKeys(text: string): KeyLine[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map(parseLine);
  return lines.filter((line, at) => lines.findIndex((other) => other.secret === line.secret) === at);
}

function parseLine(line: string): KeyLine {
  const cut = line.indexOf('=');
  const label = cut > 0 ? line.slice(0, cut).trim() : '';
  const rest = cut > 0 ? line.slice(cut + 1).trim() : '';
  // A secret may itself end in `=`: what is left of a label must still be long enough to be a key.
  const labelled = label !== '' && rest.length >= SHORTEST && label.length <= LONGEST_LABEL;
  const secret = labelled ? rest : line;
  return { label: labelled ? label : null, secret, reads: readsAs(secret) };
}

function readsAs(secret: string): KeyLine['reads'] {
  if (secret.length < SHORTEST) return 'short';
  if (secret.startsWith('sk_live_')) return 'live';
  return secret.startsWith(TEST_PREFIX) ? 'test' : 'unknown';
}

export const READS_WORDS: Readonly<Record<KeyLine['reads'], string>> = {
  live: 'reads as a live key',
  test: 'reads as a test key',
  unknown: 'an unusual form; the API decides',
  short: 'too short to be a key',
};

/** What may be shown of a secret: its prefix where it is a known one, dots, the last four. */
export function masked(secret: string): string {
  const prefix = /^sk_(live|test)_/.exec(secret)?.[0] ?? '';
  return secret.length < SHORTEST ? '•'.repeat(secret.length) : `${prefix}${'•'.repeat(6)}${secret.slice(-4)}`;
}
