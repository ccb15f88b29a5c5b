import { fieldNamed, FIELDS, type Field } from './fields.ts';
import { quoteValue, tokensOf, type TokenValue } from './tokens.ts';

/** What the library knows that can be offered: names of models, tags, batches, collections, keys, picks, the most used first. */
export type Vocabulary = Readonly<Partial<Record<'model' | 'tag' | 'batch' | 'in' | 'key' | 'pick', readonly string[]>>>;

export interface Completion {
  /** What takes the place of the text between `from` and `to`. */
  insert: string;
  /** What the line says beside it; empty for values. */
  words: string;
}

export interface Completions {
  from: number;
  to: number;
  options: Completion[];
}

const MOST_OPTIONS = 12;

/**
 * What may stand at the caret: operators that begin as typed, or the values of the operator that is being filled in.
 * @param caret UTF-16 offset into `text`
 */
export function completionsAt(text: string, caret: number, vocabulary: Vocabulary): Completions {
  const token = tokensOf(text).find(({ from, to }) => from < caret && caret <= to);
  if (!token) return { from: caret, to: caret, options: text.trim() === '' ? operators('') : [] };
  const field = token.field === null ? undefined : fieldNamed(token.field);
  const value = token.values.findLast(({ from }) => from <= caret);
  if (field && value) {
    return { from: value.from, to: value.to, options: values(field, typed(text, value, caret), vocabulary) };
  }
  const start = token.from + (token.not ? 1 : 0);
  const word = text.slice(start, caret);
  // Within the name of an operator it is the name that may be another.
  const to = field ? token.values[0].from : token.to;
  const options = (!field && token.values[0].quoted) || word === '' ? [] : operators(word.toLowerCase());
  return { from: start, to, options };
}

/** What of the value stands before the caret. */
function typed(text: string, value: TokenValue, caret: number): string {
  return text.slice(value.from + (value.exact ? 1 : 0) + (value.quoted ? 1 : 0), caret).toLowerCase();
}

function operators(word: string): Completion[] {
  return FIELDS.filter(({ name }) => name.startsWith(word))
    .slice(0, MOST_OPTIONS)
    .map(({ name, words }) => ({ insert: `${name}:`, words }));
}

/** Those that begin as typed, then those that hold it. */
function values(field: Field, begun: string, vocabulary: Vocabulary): Completion[] {
  const known = field.values ?? vocabulary[field.name as keyof Vocabulary] ?? [];
  const matching = known.filter((value) => value.toLowerCase().includes(begun));
  const first = matching.filter((value) => value.toLowerCase().startsWith(begun));
  return [...first, ...matching.filter((value) => !first.includes(value))]
    .slice(0, MOST_OPTIONS)
    .map((value) => ({ insert: `${quoteValue(value)} `, words: '' }));
}
