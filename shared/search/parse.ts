import { fieldNamed, type Field, type Surroundings } from './fields.ts';
import type { Mistake, SearchQuery, Term, Test } from './query.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Terms beyond these find nothing more and only cost. */
const MOST_TERMS = 40;
const MOST_VALUES = 50;
const LONGEST_VALUE = 300;

/**
 * Reads what stands in the search box. Never throws: what cannot be read is a mistake with its place. A name before a colon that is
 * no operator is taken as words (`http://…`, `3:2`), so that nothing a person may paste is refused.
 */
export function parseSearch(text: string, around: Surroundings): SearchQuery {
  const terms: Term[] = [];
  const mistakes: Mistake[] = [];
  for (const token of tokensOf(text)) {
    const read = readToken(token, around);
    if (typeof read === 'string') mistakes.push({ from: token.from, to: token.to, message: read });
    else if (read) terms.push(read);
  }
  for (const { from, to } of terms.splice(MOST_TERMS)) mistakes.push({ from, to, message: `A search takes ${MOST_TERMS} terms; this one is left out.` });
  return { terms, mistakes };
}

/** Null where the token says nothing yet, such as a lone minus or an empty pair of quotes. */
function readToken(token: Token, around: Surroundings): Term | string | null {
  const { from, to, not } = token;
  const field = token.field === null ? undefined : fieldNamed(token.field);
  const test = field ? readValues(token.values, field, around) : readWords(token);
  return test === null || typeof test === 'string' ? test : { from, to, not, test };
}

/** A comma with nothing behind it is about to be followed by something. */
function readValues(values: Token['values'], field: Field, around: Surroundings): Test | string {
  const written = values.filter((value) => value.quoted || value.text !== '').slice(0, MOST_VALUES);
  const read = (written.length === 0 ? [values[0]] : written).map(({ text, exact }) => field.read({ text: text.slice(0, LONGEST_VALUE), exact }, around));
  const tests = read.filter((test) => typeof test !== 'string');
  const [one, ...others] = tests;
  if (!one || tests.length < read.length) return read.find((test) => typeof test === 'string')!;
  return others.length === 0 ? one : { kind: 'any', of: tests };
}

function readWords({ field, values }: Token): Test | null {
  const value = values.map(({ text, exact }) => `${exact ? '=' : ''}${text}`).join(',');
  const text = (field === null ? value : `${field}:${value}`).slice(0, LONGEST_VALUE);
  return /[\p{L}\p{N}\p{S}\p{M}]/u.test(text) ? { kind: 'words', text, phrase: values[0].quoted } : null;
}
