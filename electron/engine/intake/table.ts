import type { ModelInput } from '../../../shared/domain.ts';
import { columnProblems, csvRecords } from './csv-records.ts';
import { isObject, type Problem } from './row.ts';

type Json = ModelInput[string];

export type TableFormat = 'csv' | 'jsonl' | 'lines';

/** Rows of named cells, as a person brings them: a spreadsheet, JSON lines, or plain lines. */
export interface Table {
  format: TableFormat;
  columns: string[];
  /** `cells` by column; what is left out or empty is not in it. Text of a spreadsheet is typed when it meets its field. */
  rows: { line: number; cells: Map<string, Json> }[];
  /** Lines that cannot be read at all. */
  problems: Problem[];
}

/** So many rows are read in one turn: a millisecond at most. */
const ROWS_A_TURN = 64;

/** The one column of plain lines. */
export const LINE_COLUMN = 'line';

/**
 * Reads a text, in turns of a few milliseconds at most. `auto`: JSON lines begin with a brace, spreadsheets have a separator in their first line and
 * a second line; else each line is one.
 */
export function* readTable(text: string, format: TableFormat | 'auto'): Generator<void, Table> {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const found = format === 'auto' ? guessed(body) : format;
  return yield* { csv: readCsv, jsonl: readJsonLines, lines: readLines }[found](body);
}

function guessed(body: string): TableFormat {
  if (/^\s*[{[]/.test(body)) return 'jsonl';
  const [, first = '', rest = ''] = /^\s*([^\r\n]*)\s*(\S?)/.exec(body) ?? [];
  const header = first.split(/[,;\t]/);
  const named = header.length > 1 && header.every((name) => /^\s*"?[\p{L}_][\w \p{L}.-]{0,60}"?\s*$/u.test(name));
  return named && rest !== '' && (first.includes('\t') || new Set(header).size === header.length) && looksLikeNames(header) ? 'csv' : 'lines';
}

/** Names of columns are short: prompts with commas in them are not. */
function looksLikeNames(header: readonly string[]): boolean {
  return header.every((name) => name.trim().split(/\s+/).length <= 2);
}

function* readCsv(body: string): Generator<void, Table> {
  const { records, problems } = yield* csvRecords(body);
  const [header, ...rest] = records;
  const columns = header?.cells.map((name) => name.trim()) ?? [];
  const wrong = columnProblems(columns).map((message) => ({ line: header?.line ?? 1, message }));
  if (!header || wrong.length > 0) return { format: 'csv', columns: [], rows: [], problems: header ? wrong : problems };
  const table: Table = { format: 'csv', columns, rows: [], problems };
  for (const [at, { line, cells }] of rest.entries()) {
    if (cells.length !== columns.length) table.problems.push({ line, message: `${cells.length} cells where the header has ${columns.length}.` });
    else table.rows.push({ line, cells: cellsOf(columns, cells) });
    if (at % ROWS_A_TURN === 0) yield;
  }
  return table;
}

function cellsOf(columns: readonly string[], values: readonly string[]): Map<string, Json> {
  const cells = new Map<string, Json>();
  for (const [at, name] of columns.entries()) {
    const cell = values[at] ?? '';
    if (cell.trim() !== '') cells.set(name, cell);
  }
  return cells;
}

/** Objects, of the model's fields or, as the command line takes them, with those inside `input`. */
function* readJsonLines(body: string): Generator<void, Table> {
  const table: Table = { format: 'jsonl', columns: [], rows: [], problems: [] };
  const columns = new Set<string>();
  for (const { line, text } of linesOf(body)) {
    const fields = fieldsOf(text);
    if (typeof fields === 'string') table.problems.push({ line, message: fields });
    else {
      const cells = new Map(Object.entries(fields).filter(([, value]) => value !== null && value !== ''));
      for (const name of cells.keys()) columns.add(name);
      table.rows.push({ line, cells });
    }
    if (line % ROWS_A_TURN === 0) yield;
  }
  return { ...table, columns: [...columns] };
}

/** Lines that say something, as they come: all of them at once would be a long turn. */
function* linesOf(body: string): Generator<{ line: number; text: string }> {
  for (let from = 0, line = 1; from <= body.length; line++) {
    const end = body.indexOf('\n', from);
    const text = body.slice(from, end < 0 ? undefined : end).replace(/\r$/, '');
    if (text.trim() !== '') yield { line, text };
    if (end < 0) return;
    from = end + 1;
  }
}

function fieldsOf(text: string): ModelInput | string {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return 'Not an object. Each line is one object in braces, without a list around the lines.';
    return (isObject(value['input']) ? value['input'] : value) as ModelInput;
  } catch {
    return 'Not JSON. Each line is one whole object in braces.';
  }
}

function* readLines(body: string): Generator<void, Table> {
  const table: Table = { format: 'lines', columns: [LINE_COLUMN], rows: [], problems: [] };
  for (const { line, text } of linesOf(body)) {
    table.rows.push({ line, cells: new Map([[LINE_COLUMN, text.trim()]]) });
    if (line % ROWS_A_TURN === 0) yield;
  }
  return table;
}
