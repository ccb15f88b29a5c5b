import type { JobDraft } from '../../../shared/contract.ts';

/** One job of a file. `line`: where its record starts, from 1. `batch`: the name it gives, null for none. */
export interface Row {
  line: number;
  batch: string | null;
  job: JobDraft;
}

/** Why a line cannot become a job, fit to show a person. */
export interface Problem {
  line: number;
  message: string;
}

export interface Rows {
  rows: Row[];
  problems: Problem[];
}

export interface RowOptions {
  /** For lines that name no model. */
  defaultModel?: string;
  /** JSON Schema of a model's input; null when it is not known. */
  schemaOf(model: string): Record<string, unknown> | null;
}

/** What a line says, before it is checked; undefined: it does not say. */
export interface RowParts {
  model: unknown;
  input: unknown;
  priority: unknown;
  batch: unknown;
}

/** A checked row, or everything that is wrong with it. */
export function toRow(line: number, parts: RowParts, options: RowOptions): Row | string[] {
  const model = parts.model ?? options.defaultModel;
  const messages = [modelProblem(model), inputProblem(parts.input), priorityProblem(parts.priority), batchProblem(parts.batch)].filter(
    (message) => message !== null,
  );
  if (messages.length > 0) return messages;
  const job: JobDraft = { model: model as string, input: parts.input as JobDraft['input'], priority: (parts.priority as number | undefined) ?? 0 };
  return { line, batch: (parts.batch as string | undefined) ?? null, job };
}

function modelProblem(model: unknown): string | null {
  if (model === undefined) return 'No model: name one in "model", or give --model.';
  return typeof model === 'string' && model.trim() !== '' ? null : '"model" must be the id of a model.';
}

function inputProblem(input: unknown): string | null {
  if (input === undefined) return 'No "input".';
  return isObject(input) ? null : '"input" must be an object of the model\'s fields.';
}

function priorityProblem(priority: unknown): string | null {
  if (priority === undefined) return null;
  return Number.isInteger(priority) && Math.abs(priority as number) <= 100 ? null : '"priority" must be a whole number from -100 to 100.';
}

function batchProblem(batch: unknown): string | null {
  if (batch === undefined) return null;
  return typeof batch === 'string' && batch.trim() !== '' && batch.length <= 200 ? null : '"batch" must be a name of up to 200 characters.';
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sorts what `toRow` returned into rows and problems. */
export function addRow(to: Rows, line: number, row: Row | string[]): void {
  if (Array.isArray(row)) to.problems.push(...row.map((message) => ({ line, message })));
  else to.rows.push(row);
}
