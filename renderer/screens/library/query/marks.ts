import { fieldNamed } from '../../../../shared/search/fields.ts';
import type { Mistake } from '../../../../shared/search/query.ts';
import { tokensOf } from '../../../../shared/search/tokens.ts';

/** A piece of the search as it is drawn: `text` is the search again, in order, when all are joined. */
export type Mark = { kind: 'words'; text: string } | { kind: 'term'; operator: string; value: string; wrong: boolean };

/** Operators with their values stand out from words; those that cannot be read are marked. */
export function marksOf(text: string, mistakes: readonly Mistake[]): Mark[] {
  const marks: Mark[] = [];
  let done = 0;
  for (const { from, to, field, values } of tokensOf(text)) {
    if (field === null || !fieldNamed(field)) continue;
    if (from > done) marks.push({ kind: 'words', text: text.slice(done, from) });
    const [{ from: valueFrom }] = values;
    marks.push({ kind: 'term', operator: text.slice(from, valueFrom), value: text.slice(valueFrom, to), wrong: mistakes.some((one) => one.from === from) });
    done = to;
  }
  if (done < text.length) marks.push({ kind: 'words', text: text.slice(done) });
  return marks;
}

/** What is wrong, but for the term that is still being typed. */
export function toldMistakes(mistakes: readonly Mistake[], caret: number | null): Mistake[] {
  return mistakes.filter(({ from, to }) => caret === null || caret < from || caret > to);
}

/** How many operators narrow a search. */
export function termsIn(text: string): number {
  return marksOf(text, []).filter(({ kind }) => kind === 'term').length;
}
