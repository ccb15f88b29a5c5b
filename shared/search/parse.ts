import { fieldNamed, type Surroundings } from './fields.ts';
import type { Mistake, SearchQuery, Term } from './query.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Terms beyond these find nothing more and only cost. */
const MOST_TERMS = 40;
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
  const value = token.value.slice(0, LONGEST_VALUE);
  const field = token.field === null ? undefined : fieldNamed(token.field);
  if (field) {
    const test = field.read(value, around);
    return typeof test === 'string' ? test : { from, to, not, test };
  }
  const words = token.field === null ? value : `${token.field}:${value}`;
  if (!/[\p{L}\p{N}\p{S}\p{M}]/u.test(words)) return null;
  return { from, to, not, test: { kind: 'words', text: words, phrase: token.quoted } };
}
