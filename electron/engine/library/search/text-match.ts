import type { Test } from '../../../../shared/search/query.ts';
import { segment } from '../../../../shared/search/segment.ts';

/** Words beyond these find nothing more and only cost. */
const MOST_WORDS = 24;
const LONGEST_WORD = 120;

/** Columns of the full-text index. */
export type TextColumn = 'prompt' | 'title' | 'notes' | 'tags' | 'model' | 'batch';

/**
 * Words as an FTS5 query: each must occur, in any column or in the one named; the last may be the beginning of one when it is still
 * being typed. Each word is a quoted string, so no operator of FTS5 gets through (https://www.sqlite.org/fts5.html#fts5_strings).
 * Null when there is no word in it.
 */
export function ftsOf(text: string, { phrase, open, column }: { phrase: boolean; open: boolean; column?: TextColumn }): string | null {
  const groups = phrase ? [text] : text.split(/\s+/u);
  const strings = groups
    .slice(0, MOST_WORDS)
    .map(quoted)
    .filter((word) => word !== null);
  if (strings.length === 0) return null;
  const all = `${strings.join(' AND ')}${open ? '*' : ''}`;
  return column ? `${column} : (${all})` : all;
}

/** Signs without spaces between them stand beside each other in the index, so a run of them is a phrase. */
function quoted(word: string): string | null {
  const parts = segment(word.slice(0, LONGEST_WORD)).replaceAll(/[\0"]/gu, ' ').trim();
  return /[\p{L}\p{N}\p{S}\p{M}\p{Co}]/u.test(parts) ? `"${parts.replaceAll(/\s+/gu, ' ')}"` : null;
}

/**
 * The FTS5 query of a test that the index can answer; null for others.
 * @param open the word is still being typed: it may be the beginning of one
 */
export function ftsOfTest(test: Test, open: boolean): string | null {
  switch (test.kind) {
    case 'words':
      return ftsOf(test.text, { phrase: test.phrase, open: open && !test.phrase });
    case 'text-field':
      return ftsOfField(test);
    case 'any':
      return allOf(test.of.map((one) => ftsOfTest(one, open)));
    default:
      return null;
  }
}

/** What must be exactly so is a column's to tell, not the index's: but for running text, where a phrase is. */
function ftsOfField({ field, text, exact }: Extract<Test, { kind: 'text-field' }>): string | null {
  if (field === 'tag' || field === 'in' || field === 'key') return null;
  if (exact && (field === 'model' || field === 'batch')) return null;
  return ftsOf(text, { phrase: exact || /\s/u.test(text), open: !exact, column: field });
}

/** Null unless the index can answer every one. */
function allOf(matches: readonly (string | null)[]): string | null {
  const known = matches.filter((match) => match !== null);
  return known.length === matches.length ? known.map((match) => `(${match})`).join(' OR ') : null;
}
