import type { ModelInput } from '../../../shared/domain.ts';
import { cellValue } from './cell-value.ts';
import { atOnce } from '../in-turns.ts';
import { columnProblems, csvRecords, type CsvRecord } from './csv-records.ts';
import { addRow, toRow, type Row, type RowOptions, type Rows } from './row.ts';

/** Columns that are about the job; every other one is a field of the model's input. */
const RESERVED = ['model', 'priority', 'batch'];

/** A header, then a record a job. An empty cell is a field that is left out. The separator is a comma, semicolon or tab, as in the header. */
export function readCsvRows(text: string, options: RowOptions): Rows {
  const { records, problems } = atOnce(csvRecords(text));
  const [header, ...rest] = records;
  if (!header) return { rows: [], problems };
  const names = header.cells.map((name) => name.trim());
  const wrong = headerProblems(names).map((message) => ({ line: header.line, message }));
  if (wrong.length > 0) return { rows: [], problems: wrong };
  const result: Rows = { rows: [], problems };
  for (const record of rest) addRow(result, record.line, readRecord(record, names, options));
  return result;
}

function headerProblems(names: string[]): string[] {
  const problems = columnProblems(names);
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
