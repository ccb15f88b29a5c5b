/**
 * Reads a file of prompts (a batch as JSON, JSONL or CSV) into jobs grouped by batch. All or nothing: with one bad line there are no jobs, and every
 * bad line is named, so that a person mends the file once.
 */
import type { JobDraft } from '../../../shared/contract.ts';
import { type FileRules, readBatchFile } from './batch-file.ts';
import { readCsvRows } from './csv-rows.ts';
import { readJsonlRows } from './jsonl-rows.ts';
import type { Problem, Row, RowOptions } from './row.ts';

export type PromptFileFormat = 'jsonl' | 'csv' | 'auto';

export interface PromptFileOptions extends RowOptions {
  format: PromptFileFormat;
}

/** `name` is null for the jobs that name no batch; `lines[i]` is where `jobs[i]` stands in the file, from 1. */
export interface PromptBatch {
  name: string | null;
  jobs: JobDraft[];
  lines: number[];
  /** Where the file says how they are sent. */
  rules?: FileRules;
}

/** With problems, `batches` holds the lines that can be read: to look for what else is wrong, not to be enqueued. */
export type PromptFile = { ok: true; batches: PromptBatch[] } | { ok: false; problems: Problem[]; batches: PromptBatch[] };

/** The contract's limit of one batch (`batch.create`). */
const MOST_JOBS = 100_000;

/** `text` may start with a byte order mark and end its lines either way. Problems are in the order of their lines. */
export function readPromptFile(text: string, options: PromptFileOptions): PromptFile {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const whole = readBatchFile(body);
  if (whole) return whole;
  const read = formatOf(body, options.format) === 'jsonl' ? readJsonlRows : readCsvRows;
  const { rows, problems } = read(body, options);
  const batches = group(rows);
  if (rows.length === 0 && problems.length === 0) problems.push({ line: 1, message: 'The file has no jobs.' });
  problems.push(...batches.filter((batch) => batch.jobs.length > MOST_JOBS).map(tooLarge));
  return problems.length === 0 ? { ok: true, batches } : { ok: false, problems: problems.toSorted((a, b) => a.line - b.line), batches };
}

/** JSONL starts with a brace (or, by mistake, with a bracket); no header of a CSV file does. */
function formatOf(body: string, format: PromptFileFormat): 'jsonl' | 'csv' {
  if (format !== 'auto') return format;
  return /^\s*[{[]/.test(body) ? 'jsonl' : 'csv';
}

function group(rows: Row[]): PromptBatch[] {
  const batches = new Map<string | null, PromptBatch>();
  for (const row of rows) {
    const batch = batches.get(row.batch) ?? { name: row.batch, jobs: [], lines: [] };
    batch.jobs.push(row.job);
    batch.lines.push(row.line);
    batches.set(row.batch, batch);
  }
  return [...batches.values()];
}

function tooLarge(batch: PromptBatch): Problem {
  const name = batch.name === null ? 'The file' : `The batch “${batch.name}”`;
  return { line: batch.lines[MOST_JOBS] ?? 1, message: `${name} has ${batch.jobs.length} jobs; a batch takes ${MOST_JOBS}. Name several batches.` };
}
