import { z } from 'zod';
import { jobCounts, jobDetail, jobView, modelInput, requestView, uncertainRule } from '../domain.ts';
import { JOB_STATES } from '../job-state.ts';
import { command, id, ids, nothing, page, query } from './call.ts';

/** One job to be enqueued. `priority` adds to its batch's: higher goes first. */
export const jobDraft = z.object({ model: z.string().min(1), input: modelInput, priority: z.int().min(-100).max(100).default(0) });
export type JobDraft = z.input<typeof jobDraft>;

/** Figures over the batches' whole history; `requests.other` are cancels, results and what a key was asked about itself. */
export const batchSummary = z.object({
  jobs: jobCounts,
  requests: z.object({ run: z.int().nonnegative(), poll: z.int().nonnegative(), other: z.int().nonnegative() }),
  rateLimited: z.int().nonnegative(),
  creditsUsed: z.number().nonnegative(),
  assets: z.int().nonnegative(),
  keys: z.array(z.object({ label: z.string(), requests: z.int().nonnegative(), rateLimited: z.int().nonnegative(), jobs: z.int().nonnegative() })),
});
export type BatchSummary = z.infer<typeof batchSummary>;

export const QUEUE_CALLS = {
  /** Enqueues jobs as one batch, all or none. BAD_INPUT names each bad job in `details.jobs: [{index, message}]`. */
  'batch.create': command(
    z.object({
      name: z.string().min(1).max(200),
      source: z.enum(['hand', 'batch', 'file', 'starter']).default('batch'),
      jobs: z.array(jobDraft).min(1).max(100_000),
      priority: z.int().min(-100).max(100).default(0),
      labels: z.array(z.string().min(1)).default([]),
      uncertainRule: uncertainRule.default('ask'),
      /** Names where the jobs came from (a hash of a file). A batch with the same one is returned instead of enqueued again. */
      fingerprint: z.string().min(1).max(200).optional(),
    }),
    /** `existing`: nothing was enqueued, this batch is there already and goes on. */
    z.object({ batchId: id, jobs: z.int().positive(), existing: z.boolean() }),
  ),
  /** What became of some batches, over all runs of the engine: what `cli run --json` prints. */
  'batch.summary': query(z.object({ ids }), batchSummary),
  'batch.pause': command(z.object({ id }), nothing),
  'batch.resume': command(z.object({ id }), nothing),
  /** Cancels what has not gone out; jobs at the API go on. Returns how many left the queue. */
  'batch.cancel': command(z.object({ id }), z.object({ cancelled: z.int().nonnegative() })),
  'batch.setPriority': command(z.object({ id, priority: z.int().min(-100).max(100) }), nothing),
  'queue.pause': command(nothing, nothing),
  'queue.resume': command(nothing, nothing),
  'job.list': query(
    z.object({ batchId: id.optional(), states: z.array(z.enum(JOB_STATES)).optional(), text: z.string().optional(), ...page }),
    z.object({ jobs: z.array(jobView), total: z.int().nonnegative() }),
  ),
  'job.get': query(z.object({ id }), jobDetail),
  'job.cancel': command(z.object({ ids }), z.object({ cancelled: z.int().nonnegative() })),
  /** Failed and cancelled jobs go back to the queue. */
  'job.retry': command(z.object({ ids }), z.object({ queued: z.int().nonnegative() })),
  /** Decides uncertain jobs: send again (may cost twice) or count as failed. */
  'job.resolve': command(z.object({ ids, decision: z.enum(['resubmit', 'fail']) }), z.object({ resolved: z.int().nonnegative() })),
  /** The request log, newest first. */
  'request.list': query(z.object({ keyId: id.optional(), since: z.int().optional(), limit: z.int().min(1).max(10_000).default(200) }), z.array(requestView)),
} as const;
