/** A batch as a JSON file: its jobs in full, how they are sent, and (where the app wrote it) the draft it was composed as. */
import { z } from 'zod';
import { jobDraft, newBatch, NO_RULES } from './contract/queue-calls.ts';
import { askedStart } from './domain.ts';
import { inputKey } from './matrix/input-key.ts';

/** A moment may be written as people do: `2026-12-01T14:00:00+01:00`. */
const writtenStart = z.union([
  askedStart,
  z.object({ kind: z.literal('at'), at: z.iso.datetime({ offset: true }) }).transform(({ at }) => ({ kind: 'at' as const, at: Date.parse(at) })),
]);

/** A list that prompts draw on, as it was when the file was written. */
export const fileList = z.object({ name: z.string().min(1).max(100), text: z.string().max(2_000_000) });
export type FileList = z.infer<typeof fileList>;

/** What was composed. `jobs`: the key of the jobs it became (`jobsKey`): with others in the file it stands for them no more. */
export const fileDraft = z.object({ draft: z.unknown(), jobs: z.string(), lists: z.array(fileList).max(1_000).default([]) });

export const batchFile = newBatch
  .pick({ name: true, priority: true, labels: true, uncertainRule: true, creditBudget: true, tryFirst: true, stopAfter: true, templates: true, layout: true })
  .extend({
    abstraktBatch: z.literal(1),
    start: writtenStart.default(NO_RULES.start),
    /** Jobs that the library has already (the same model, input and seed) are left out. */
    reuse: z.boolean().default(false),
    jobs: z.array(jobDraft).min(1).max(100_000),
    composed: fileDraft.optional(),
  })
  .strict();
export type BatchFile = z.output<typeof batchFile>;

/** Whether a text means to be such a file. */
export function isBatchFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'abstraktBatch');
}

/** Key of a row of jobs: fold `keyOfNext` over them, from ''. */
export function keyOfNext(before: string, job: Readonly<Record<string, unknown>>): string {
  return inputKey({ before, job });
}

export function jobsKey(jobs: readonly Readonly<Record<string, unknown>>[]): string {
  return jobs.reduce(keyOfNext, '');
}

/** What is wrong with it, a line a mistake; at most `most`. */
export function fileProblems(error: z.ZodError, most: number): string[] {
  return error.issues.slice(0, most).map(({ path, message }) => {
    const [first, index, ...rest] = path.map(String);
    if (first === 'jobs' && index !== undefined) return `job ${Number(index) + 1}${rest.length > 0 ? `, ${rest.join('.')}` : ''}: ${message}`;
    return `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`;
  });
}
