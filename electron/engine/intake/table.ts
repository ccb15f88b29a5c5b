import type { ModelInput } from '../../../shared/domain.ts';
import { columnProblems, readCsvRecords } from './csv-records.ts';
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

/** The one column of plain lines. */
export const LINE_COLUMN = 'line';

/** Reads a text. `auto`: JSON lines begin with a brace, spreadsheets have a separator in their first line and a second line; else each line is one. */
export function readTable(text: string, format: TableFormat | 'auto'): Table {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const found = format === 'auto' ? guessed(body) : format;
  return { csv: readCsv, jsonl: readJsonLines, lines: readLines }[found](body);
}

function guessed(body: string): TableFormat {
  if (/^\s*[{[]/.test(body)) return 'jsonl';
  const [first = '', ...rest] = body.trim().split(/\r?\n/);
  const header = first.split(/[,;\t]/);
  const named = header.length > 1 && header.every((name) => /^\s*"?[\p{L}_][\w \p{L}.-]{0,60}"?\s*$/u.test(name));
  return named && rest.length > 0 && (first.includes('\t') || new Set(header).size === header.length) && looksLikeNames(header) ? 'csv' : 'lines';
}

/** Names of columns are short: prompts with commas in them are not. */
function looksLikeNames(header: readonly string[]): boolean {
  return header.every((name) => name.trim().split(/\s+/).length <= 2);
}

function readCsv(body: string): Table {
  const { records, problems } = readCsvRecords(body);
  const [header, ...rest] = records;
  const columns = header?.cells.map((name) => name.trim()) ?? [];
  const wrong = columnProblems(columns).map((message) => ({ line: header?.line ?? 1, message }));
  if (!header || wrong.length > 0) return { format: 'csv', columns: [], rows: [], problems: header ? wrong : problems };
  const table: Table = { format: 'csv', columns, rows: [], problems };
  for (const { line, cells } of rest) {
    if (cells.length !== columns.length) table.problems.push({ line, message: `${cells.length} cells where the header has ${columns.length}.` });
    else
      table.rows.push({
        line,
        cells: new Map<string, Json>(columns.map((name, at): [string, string] => [name, cells[at] ?? '']).filter(([, cell]) => cell.trim() !== '')),
      });
  }
  return table;
}

/** Objects, of the model's fields or, as the command line takes them, with those inside `input`. */
function readJsonLines(body: string): Table {
  const table: Table = { format: 'jsonl', columns: [], rows: [], problems: [] };
  const columns = new Set<string>();
  for (const [index, text] of body.split(/\r?\n/).entries()) {
    if (text.trim() === '') continue;
    const fields = fieldsOf(text);
    if (typeof fields === 'string') table.problems.push({ line: index + 1, message: fields });
    else {
      const cells = new Map(Object.entries(fields).filter(([, value]) => value !== null && value !== ''));
      for (const name of cells.keys()) columns.add(name);
      table.rows.push({ line: index + 1, cells });
    }
  }
  return { ...table, columns: [...columns] };
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

function readLines(body: string): Table {
  const rows = body.split(/\r?\n/).flatMap((text, index) => (text.trim() === '' ? [] : [{ line: index + 1, cells: new Map([[LINE_COLUMN, text.trim()]]) }]));
  return { format: 'lines', columns: [LINE_COLUMN], rows, problems: [] };
}
