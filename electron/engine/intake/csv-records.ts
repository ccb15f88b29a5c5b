import { Parser } from 'csv-parse';
import type { Problem } from './row.ts';

const BAD_QUOTE =
  'A quotation mark is open or in the wrong place, so this line and those after it cannot be told apart. Write "" for one inside a quoted cell.';

/** A record's cells and the line it starts on. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** So much is read in one turn: a millisecond or two. */
const BYTES_A_TURN = 32_768;

export interface CsvRecords {
  records: CsvRecord[];
  problems: Problem[];
}

/** The records of a CSV text, header included, and the lines that are none. The separator is a comma, semicolon or tab, as in the header. */
export function* csvRecords(text: string): Generator<void, CsvRecords> {
  const found: CsvRecords = { records: [], problems: [] };
  const parser = parserInto(found, delimiterOf(text));
  // The parser counts a CRLF inside quotes as two lines, and a prompt needs no carriage returns.
  const bytes = Buffer.from(text.replace(/\r\n?/g, '\n'));
  for (let from = 0; from < bytes.length; from += BYTES_A_TURN) {
    // Called as a stream would call them, but at once: they answer before they return.
    parser._transform(bytes.subarray(from, from + BYTES_A_TURN), 'utf8', thrown);
    yield;
  }
  parser._flush(thrown);
  return found;
}

function parserInto({ records, problems }: CsvRecords, delimiter: string): Parser {
  let next = 1;
  return new Parser({
    delimiter,
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
}

function thrown(error?: Error | null): void {
  if (error) throw error;
}

/** The most frequent of the three in the header, commas first: spreadsheets of many countries write semicolons. */
function delimiterOf(text: string): string {
  const header = text.trimStart().split(/\r?\n/, 1)[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

/** What is wrong with a header, whoever reads it: nameless columns and names that come twice. */
export function columnProblems(names: readonly string[]): string[] {
  const problems: string[] = [];
  if (names.includes('')) problems.push('A column has no name.');
  const twice = names.filter((name, index) => name !== '' && names.indexOf(name) !== index);
  for (const name of new Set(twice)) problems.push(`Two columns are named "${name}".`);
  return problems;
}
