import { z } from 'zod';
import { CALLS, type CallName } from '../../shared/contract.ts';
import { MOST_JOBS, newBatch } from '../../shared/contract/queue-calls.ts';
import { AppError } from '../../shared/errors.ts';

/** So many jobs are read in one turn: a few milliseconds. */
const JOBS_A_TURN = 500;

/**
 * What a call was given, as the contract has it. Thousands of jobs of a new batch are read in parts, between which everything else has its turn.
 * Rejects with BAD_INPUT.
 */
export async function parseCall(name: CallName, input: unknown): Promise<unknown> {
  if (name !== 'batch.create' || !hasManyJobs(input)) return parsed(name, CALLS[name].input, input ?? null);
  const { jobs } = input;
  const head = parsed(name, newBatch, { ...input, jobs: jobs.slice(0, JOBS_A_TURN) });
  const read = head.jobs;
  for (let from = JOBS_A_TURN; from < jobs.length; from += JOBS_A_TURN) {
    await new Promise((resolve) => setImmediate(resolve));
    for (const job of parsed(name, newBatch.shape.jobs, jobs.slice(from, from + JOBS_A_TURN), ['jobs', from])) read.push(job);
  }
  return head;
}

/** More than a batch may have is read at once, and refused. */
function hasManyJobs(input: unknown): input is { jobs: unknown[] } {
  const jobs = typeof input === 'object' && input !== null && 'jobs' in input ? input.jobs : null;
  return Array.isArray(jobs) && jobs.length > JOBS_A_TURN && jobs.length <= MOST_JOBS;
}

/** `at`: where the value stands in what was given: a field, and the place of its first item. */
function parsed<Schema extends z.ZodType>(name: CallName, schema: Schema, value: unknown, at?: readonly [string, number]): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({ ...issue, path: at ? placed(at, issue.path) : issue.path }));
  throw new AppError('BAD_INPUT', `That is not what ${name} takes: ${z.prettifyError({ issues })}`, { issues });
}

function placed([field, from]: readonly [string, number], [index, ...more]: PropertyKey[]): PropertyKey[] {
  return [field, from + Number(index), ...more];
}
