import { parse } from 'csv-parse/sync';
import type { ModelInput } from '../../../shared/domain.ts';
import { cellValue } from './cell-value.ts';
import { addRow, toRow, type Problem, type Row, type RowOptions, type Rows } from './row.ts';

/** Columns that are about the job; every other one is a field of the model's input. */
const RESERVED = ['model', 'priority', 'batch'];

const BAD_QUOTE =
  'A quotation mark is open or in the wrong place, so this line and those after it cannot be told apart. Write "" for one inside a quoted cell.';

/** A record's cells and the line it starts on. */
interface CsvRecord {
  line: number;
  cells: string[];
}

/** A header, then a record a job. An empty cell is a field that is left out. The separator is a comma, semicolon or tab, as in the header. */
export function readCsvRows(text: string, options: RowOptions): Rows {
  const { records, problems } = readRecords(text);
  const [header, ...rest] = records;
  if (!header) return { rows: [], problems };
  const names = header.cells.map((name) => name.trim());
  const wrong = headerProblems(names).map((message) => ({ line: header.line, message }));
  if (wrong.length > 0) return { rows: [], problems: wrong };
  const result: Rows = { rows: [], problems };
  for (const record of rest) addRow(result, record.line, readRecord(record, names, options));
  return result;
}

function readRecords(text: string): { records: CsvRecord[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const records: CsvRecord[] = [];
  let next = 1;
  // The parser counts a CRLF inside quotes as two lines, and a prompt needs no carriage returns.
  parse(text.replace(/\r\n?/g, '\n'), {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      problems.push({ line: error?.code === 'CSV_QUOTE_NOT_CLOSED' ? next : Number(error?.['lines'] ?? next), message: BAD_QUOTE });
      return undefined;
    },
    on_record: (cells: string[], context) => {
      records.push({ line: context.lines - cells.join('').split('\n').length + 1, cells });
      next = context.lines + 1;
      return null;
    },
  });
  return { records, problems };
}

/** The most frequent of the three in the header, commas first: spreadsheets of many countries write semicolons. */
function delimiterOf(text: string): string {
  const header = text.trimStart().split(/\r?\n/, 1)[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function headerProblems(names: string[]): string[] {
  const problems: string[] = [];
  if (names.includes('')) problems.push('A column has no name.');
  const twice = names.filter((name, index) => name !== '' && names.indexOf(name) !== index);
  for (const name of new Set(twice)) problems.push(`Two columns are named "${name}".`);
  if (names.every((name) => RESERVED.includes(name))) problems.push('No column for the model\'s input, such as "prompt".');
  return problems;
}

function readRecord(record: CsvRecord, names: string[], options: RowOptions): Row | string[] {
  if (record.cells.length !== names.length) return [`${record.cells.length} cells where the header has ${names.length}.`];
  const cells = new Map(names.map((name, index) => [name, record.cells[index] ?? '']));
  const text = (name: string) => cells.get(name)?.trim() || undefined;
  const model = text('model') ?? options.defaultModel;
  const { input, messages } = readInput(cells, model === undefined ? null : options.schemaOf(model));
  const priority = text('priority');
  const row = toRow(record.line, { model, input, priority: priority === undefined ? undefined : Number(priority), batch: text('batch') }, options);
  return Array.isArray(row) || messages.length > 0 ? [...(Array.isArray(row) ? row : []), ...messages] : row;
}

function readInput(cells: Map<string, string>, schema: Record<string, unknown> | null): { input: ModelInput; messages: string[] } {
  const input: ModelInput = {};
  const messages: string[] = [];
  for (const [name, cell] of cells) {
    if (RESERVED.includes(name) || cell.trim() === '') continue;
    const value = cellValue(name, cell, schema);
    if (value.ok) input[name] = value.value;
    else messages.push(value.message);
  }
  return { input, messages };
}
