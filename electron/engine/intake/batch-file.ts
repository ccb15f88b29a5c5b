import { batchFile, type BatchFile, fileProblems, isBatchFile } from '../../../shared/batch-file.ts';
import { objectIn } from '../../../shared/json-object.ts';
import type { PromptFile } from './prompt-file.ts';
import { jobLines } from './job-lines.ts';

/** How the jobs of a file are sent, where the file says so. */
export type FileRules = Omit<BatchFile, 'abstraktBatch' | 'name' | 'jobs' | 'composed'>;

/** Named in one answer. */
const MOST_PROBLEMS = 100;

/** Reads a text that is a batch as JSON; null where it is none and means something else. All or nothing. */
export function readBatchFile(text: string): PromptFile | null {
  const value = objectIn(text);
  if (!isBatchFile(value)) return null;
  const read = batchFile.safeParse(value);
  if (!read.success) return { ok: false, problems: fileProblems(read.error, MOST_PROBLEMS).map((message) => ({ line: 1, message })), batches: [] };
  const { abstraktBatch: _, composed: __, name, jobs, ...rules } = read.data;
  return { ok: true, batches: [{ name, jobs, lines: jobLines(text, jobs.length), rules }] };
}
