import type { ModelInput } from '../../../shared/domain.ts';
import { holding } from '../store/like.ts';

/** Fields of an input that hold what lists show of a job. */
const FIELDS = ['prompt', 'text', 'script'] as const;

/** What lists show of an input: its prompt, or the text a speech model reads. */
export function promptOf(input: ModelInput): string | null {
  for (const field of FIELDS) {
    const value = input[field];
    if (typeof value === 'string') return value;
  }
  return null;
}

/**
 * Jobs whose prompt holds a text, upper and lower case alike, as a condition on rows of `job` and its values. A look at the whole input comes first: few
 * are then read as JSON.
 */
export function promptHolds(text: string): { sql: string; values: [string, string] } {
  const fields = FIELDS.map((field) => `input ->> '$.${field}'`).join(', ');
  return { sql: `(${like('input')} AND ${like(`coalesce(${fields})`)})`, values: [holding(JSON.stringify(text).slice(1, -1)), holding(text)] };
}

const like = (value: string) => String.raw`${value} LIKE ? ESCAPE '\'`;
