import { fieldNamed } from './fields.ts';
import type { Comparison, Test } from './query.ts';
import { quoteValue, tokensOf, type Token } from './tokens.ts';

/**
 * What can be ticked beside the search box. A tick is a term of the search's text, so that what is typed shows as ticks, and what is ticked
 * can be read, changed and kept as a smart collection.
 */
export type TickSubject = { field: 'kind' | 'model' | 'rating' | 'label' | 'tag' | 'is' } | { field: 'pick'; name: string };

const STARS = [0, 1, 2, 3, 4, 5] as const;

/** Values of a subject that the text asks for, in lower case. Of a rating each number of stars that fits. */
export function ticksIn(text: string, subject: TickSubject): ReadonlySet<string> {
  return new Set(tokensOf(text).flatMap((token) => ticksOf(token, subject) ?? []));
}

/** The text with these values ticked or not, in one term of the subject: where the first was, or at the end. */
export function withTicks(text: string, subject: TickSubject, values: readonly string[], on: boolean): string {
  const tokens = tokensOf(text).filter((token) => ticksOf(token, subject) !== null);
  const changed = new Set(values.map((value) => value.toLowerCase()));
  const stay = tokens.flatMap((token) => ticksOf(token, subject, false)!).filter((value) => !changed.has(value.toLowerCase()));
  const term = termOf(subject, on ? [...stay, ...values] : stay);
  const first = tokens[0];
  if (!first) return [text.trimEnd(), term].filter(Boolean).join(' ');
  const pieces = tokens.reduceRight((rest, token) => rest.slice(0, token.from) + (token === first ? term : '') + rest.slice(token.to), text);
  return pieces.replaceAll(/ {2,}/g, ' ').trim();
}

/** Null for a token that is not about this, is turned round, or says more than can be ticked. */
function ticksOf(token: Token, subject: TickSubject, folded = true): string[] | null {
  const field = token.field === null ? undefined : fieldNamed(token.field);
  if (token.not || field?.name !== subject.field) return null;
  const found = token.values.filter(({ text }) => text !== '').map((value) => tickOf(field.read(value, { now: 0 }), subject));
  if (found.length === 0 || found.includes(null)) return null;
  const values = found.flatMap((value) => value ?? []);
  return folded ? values.map((value) => value.toLowerCase()) : values;
}

function tickOf(test: Test | string, subject: TickSubject): string[] | null {
  if (typeof test === 'string') return null;
  switch (test.kind) {
    case 'kind':
      return [test.is];
    case 'is':
      return [test.state];
    case 'label':
      return [test.label ?? 'none'];
    case 'figure':
      return STARS.filter((stars) => fits(stars, test.comparison, test.figure)).map(String);
    case 'pick':
      return subject.field === 'pick' && test.name === subject.name ? [test.value] : null;
    case 'text-field':
      return test.field === 'tag' || test.exact ? [test.text] : null;
    default:
      return null;
  }
}

function fits(figure: number, comparison: Comparison, wanted: number): boolean {
  return { '=': figure === wanted, '<': figure < wanted, '<=': figure <= wanted, '>': figure > wanted, '>=': figure >= wanted }[comparison];
}

function termOf(subject: TickSubject, values: readonly string[]): string {
  if (values.length === 0) return '';
  if (subject.field === 'rating') return ratingTerm(new Set(values.map(Number)));
  if (subject.field === 'pick') return `pick:${values.map((value) => quoteValue(`${subject.name}=${value}`)).join(',')}`;
  return `${subject.field}:${values.map((value) => (subject.field === 'model' ? `=${quoteValue(value)}` : quoteValue(value))).join(',')}`;
}

/** `rating:>3` where all from there up are meant, as one would type it. */
function ratingTerm(stars: ReadonlySet<number>): string {
  const lowest = Math.min(...stars);
  const open = lowest > 0 && stars.size > 1 && stars.size === 6 - lowest;
  return open ? `rating:>${lowest - 1}` : `rating:${[...stars].sort((one, other) => other - one).join(',')}`;
}
