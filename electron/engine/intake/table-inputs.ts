import type { ModelInput } from '../../../shared/domain.ts';
import { cellValue } from './cell-value.ts';
import type { Problem } from './row.ts';
import type { Table } from './table.ts';

export interface TableInputsOptions {
  /** The field each column goes to; columns that are not named go nowhere. */
  fields: Readonly<Record<string, string>>;
  /** What every row has that does not say otherwise. */
  base: ModelInput;
  /** JSON Schema of the model's input; null when it is not known. */
  schema: Record<string, unknown> | null;
  /** What the model does not take of an input, in words. */
  check(input: ModelInput): string[];
}

export interface TableInputs {
  ready: { line: number; input: ModelInput }[];
  /** Everything that is wrong, in the order of the lines. */
  problems: Problem[];
}

/** So many rows are checked in one turn: the model's schema takes a few microseconds for each, a very long one more. */
const ROWS_A_TURN = 16;

/** Rows as inputs of a model, in turns: what reads and what the model takes is ready, every other row is named with its reasons. */
export function* tableInputs(table: Table, options: TableInputsOptions): Generator<void, TableInputs> {
  const ready: TableInputs['ready'] = [];
  const problems = [...table.problems];
  for (const [at, { line, cells }] of table.rows.entries()) {
    if (at % ROWS_A_TURN === 0) yield;
    const { input, messages } = inputOf(cells, options);
    const wrong = messages.length > 0 ? messages : options.check(input);
    if (wrong.length > 0) problems.push(...wrong.map((message) => ({ line, message })));
    else ready.push({ line, input });
  }
  return { ready, problems: problems.sort((one, other) => one.line - other.line) };
}

function inputOf(cells: Table['rows'][number]['cells'], { fields, base, schema }: TableInputsOptions): { input: ModelInput; messages: string[] } {
  const input: ModelInput = { ...base };
  const messages: string[] = [];
  for (const [column, cell] of cells) {
    const field = Object.hasOwn(fields, column) ? fields[column] : undefined;
    if (field === undefined) continue;
    const value = typeof cell === 'string' ? cellValue(field, cell, schema) : ({ ok: true, value: cell } as const);
    if (value.ok) input[field] = value.value;
    else messages.push(value.message);
  }
  return { input, messages };
}
