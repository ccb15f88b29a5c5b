import type { BatchView, CreditBudget } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { isFinal, JOB_STATES } from '../../../shared/job-state.ts';
import type { Engine } from '../../engine/engine-types.ts';
import type { FileRules } from '../../engine/intake/batch-file.ts';
import type { PromptBatch } from '../../engine/intake/prompt-file.ts';
import { ask } from '../ask.ts';
import { BadLines } from './problems.ts';
import { notMadeYet } from './reuse.ts';
import type { PromptSource } from './read-file.ts';

export interface EnqueueOptions {
  source: PromptSource;
  batches: PromptBatch[];
  again: boolean;
  uncertainRule: 'ask' | 'resubmit';
  /** A ceiling for each batch; null: none any more; undefined: as it is. */
  budget: CreditBudget | null | undefined;
}

/** `enqueued`: jobs that were not there before; `known`: those that an earlier run of the file enqueued. */
export interface Enqueued {
  ids: number[];
  enqueued: number;
  known: number;
  /** Left out: the library has them. */
  reused: number;
}

/**
 * Enqueues a file's batches, or finds those of its earlier run. With `again`, runs that are over are passed by: the first that is not goes on, else a
 * new one begins. Rejects with BadLines when the engine refuses a job.
 */
export async function enqueue(engine: Pick<Engine, 'call'>, options: EnqueueOptions): Promise<Enqueued> {
  for (let run = 1; ; run++) {
    const result = await enqueueRun(engine, options, run);
    if (!options.again || result.enqueued > 0 || result.ids.length === 0 || !(await areOver(engine, result.ids))) return result;
  }
}

async function enqueueRun(engine: Pick<Engine, 'call'>, { source, batches, uncertainRule, budget }: EnqueueOptions, run: number): Promise<Enqueued> {
  const result: Enqueued = { ids: [], enqueued: 0, known: 0, reused: 0 };
  for (const [index, batch] of batches.entries()) {
    const fingerprint = `file:${source.fingerprint}:${run}:${index + 1}`;
    const { reuse = false, ...rules }: Partial<FileRules> = batch.rules ?? {};
    const jobs = reuse ? await notMadeYet(engine, batch.jobs) : batch.jobs;
    result.reused += batch.jobs.length - jobs.length;
    if (jobs.length === 0) continue;
    const made = await create(
      engine,
      {
        ...rules,
        name: batch.name ?? source.name,
        source: 'file',
        jobs,
        uncertainRule: uncertainRule === 'resubmit' ? uncertainRule : (rules.uncertainRule ?? 'ask'),
        creditBudget: budget === undefined ? (rules.creditBudget ?? null) : budget,
        fingerprint,
      },
      (error) => badLines(error, source.file, batch.lines),
    );
    if (made.existing && budget !== undefined) await ask(engine, 'batch.update', { id: made.batchId, creditBudget: budget });
    result.ids.push(made.batchId);
    result[made.existing ? 'known' : 'enqueued'] += made.jobs;
  }
  return result;
}

type Creation = Parameters<typeof ask<'batch.create'>>[2];

async function create(engine: Pick<Engine, 'call'>, batch: Creation, explain: (error: unknown) => BadLines | null) {
  try {
    return await ask(engine, 'batch.create', batch);
  } catch (error) {
    throw explain(error) ?? error;
  }
}

/** The engine names bad jobs by their place in the batch; a person looks for them in the file. */
function badLines(error: unknown, file: string, lines: number[]): BadLines | null {
  const jobs = error instanceof AppError && error.code === 'BAD_INPUT' ? error.details?.['jobs'] : undefined;
  if (!Array.isArray(jobs) || jobs.length === 0) return null;
  return new BadLines(
    file,
    jobs.map((job: { index: number; message: string }) => ({ line: lines[job.index] ?? 1, message: job.message })),
  );
}

async function areOver(engine: Pick<Engine, 'call'>, ids: number[]): Promise<boolean> {
  const { batches } = await ask(engine, 'app.snapshot', null);
  return batches.filter((batch) => ids.includes(batch.id)).every(isOver);
}

/** Uncertain jobs wait for a decision, not for this run. */
function isOver(batch: BatchView): boolean {
  return JOB_STATES.every((state) => isFinal(state) || state === 'uncertain' || (batch.counts[state] ?? 0) === 0);
}
