import { z } from 'zod';
import { askedStart, batchLayout, creditBudget, jobCounts, jobDetail, jobView, modelInput, origin, requestView, uncertainRule } from '../domain.ts';
import { JOB_STATES } from '../job-state.ts';
import { command, id, ids, nothing, page, query, undoToken } from './call.ts';

/**
 * One job to be enqueued. `priority` adds to its batch's: higher goes first. Its input may name files of the library and outputs of jobs
 * that stand before it in the batch (`shared/media/reference.ts`): it is sent when they are there.
 */
export const jobDraft = z.object({
  model: z.string().min(1),
  input: modelInput,
  priority: z.int().min(-100).max(100).default(0),
  /** What its prompt came from; `template`: its place among the batch's. */
  origin: origin.extend({ template: z.int().nonnegative() }).optional(),
});
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

/** Which jobs: all conditions together. `keyIds`: of their last attempt. `text`: in the prompt. */
const jobFilter = {
  batchId: id.optional(),
  states: z.array(z.enum(JOB_STATES)).optional(),
  models: z.array(z.string()).optional(),
  keyIds: z.array(id).optional(),
  text: z.string().optional(),
};

/** What of jobs is changed: fields of the input to set and to take out, the model, the priority within the batch. What is absent stays. */
export const jobChange = z.object({
  set: modelInput.optional(),
  unset: z.array(z.string()).optional(),
  model: z.string().min(1).optional(),
  priority: z.int().min(-100).max(100).optional(),
});
export type JobChange = z.infer<typeof jobChange>;

/** Pauses a batch after so many failures of one kind (one code of error) in a row. */
export const stopAfter = z.int().min(1).max(10_000);

/** Jobs of one batch, at most. */
export const MOST_JOBS = 100_000;

/** Jobs to be enqueued as one batch. */
export const newBatch = z.object({
  name: z.string().min(1).max(200),
  source: z.enum(['hand', 'batch', 'file', 'starter']).default('batch'),
  jobs: z.array(jobDraft).min(1).max(MOST_JOBS),
  /** The templates its jobs' origins name, each once. */
  templates: z.array(z.string().max(1_000_000)).max(100_000).default([]),
  priority: z.int().min(-100).max(100).default(0),
  labels: z.array(z.string().min(1)).default([]),
  uncertainRule: uncertainRule.default('ask'),
  /** A ceiling for all of its jobs together; without one only key and day limit it. */
  creditBudget: creditBudget.nullable().default(null),
  start: askedStart.default({ kind: 'now' }),
  /** Only its first so many jobs go out until `batch.release`; null, or as many as there are: all. */
  tryFirst: z.int().min(1).max(100_000).nullable().default(null),
  stopAfter: stopAfter.nullable().default(null),
  /** Absent: a plain list. Its jobs come row by row: of a race all models of a prompt, of a line all steps of one. */
  layout: batchLayout.optional(),
  /** What was composed, to be taken up again: the draft (JSON that only the window reads), and the words of its prompt that lists show. */
  composition: z.object({ draft: z.string().max(5_000_000), prompt: z.string().max(400) }).optional(),
  /** Names where the jobs came from (a hash of a file). A batch with the same one is returned instead of enqueued again. */
  fingerprint: z.string().min(1).max(200).optional(),
});

/** Of a batch for which nothing of the kind was chosen. */
export const NO_RULES = {
  priority: 0,
  labels: [],
  uncertainRule: 'ask',
  creditBudget: null,
  start: { kind: 'now' },
  tryFirst: null,
  stopAfter: null,
} satisfies Partial<z.output<typeof newBatch>>;

export const QUEUE_CALLS = {
  /** Enqueues jobs as one batch, all or none. BAD_INPUT names each bad job in `details.jobs: [{index, message}]`. */
  'batch.create': command(
    newBatch,
    /** `existing`: nothing was enqueued, this batch is there already and goes on. */
    z.object({ batchId: id, jobs: z.int().positive(), existing: z.boolean() }),
  ),
  /** What became of some batches, over all runs of the engine: what `cli run --json` prints. */
  'batch.summary': query(z.object({ ids }), batchSummary),
  'batch.pause': command(z.object({ id }), nothing),
  'batch.resume': command(z.object({ id }), nothing),
  /** Cancels what has not gone out; jobs at the API go on. Returns how many left the queue. */
  'batch.cancel': command(z.object({ id }), z.object({ cancelled: z.int().nonnegative(), undo: undoToken })),
  /** What is absent stays. A rule that says "resubmit" also sends those jobs again that are uncertain now (not those that are held). */
  'batch.update': command(
    z.object({
      id,
      name: z.string().min(1).max(200).optional(),
      uncertainRule: uncertainRule.optional(),
      creditBudget: creditBudget.nullable().optional(),
      start: askedStart.optional(),
      stopAfter: stopAfter.nullable().optional(),
    }),
    nothing,
  ),
  /** The jobs after its first ones go out too. How many wait now; 0 where none was held back. */
  'batch.release': command(z.object({ id }), z.object({ released: z.int().nonnegative() })),
  /** Takes batches that are over from the list; those that are not stay. Their jobs, figures and assets are kept. */
  'batch.clear': command(z.object({ ids }), z.object({ cleared: z.int().nonnegative(), undo: undoToken })),
  'batch.setPriority': command(z.object({ id, priority: z.int().min(-100).max(100) }), nothing),
  /** Only keys with one of these labels take its jobs from now on; none: any key. Jobs at the API stay where they are. */
  'batch.setLabels': command(z.object({ id, labels: z.array(z.string().min(1)) }), nothing),
  'queue.pause': command(nothing, nothing),
  'queue.resume': command(nothing, nothing),
  /** Asks a silent API at once instead of when its next try is due, and takes downloads up that wait. */
  'queue.tryNow': command(nothing, nothing),
  'job.list': query(z.object({ ...jobFilter, ...page }), z.object({ jobs: z.array(jobView), total: z.int().nonnegative() })),
  /** The jobs a filter finds, in the order of the list: for an action on all of them. */
  'job.ids': query(z.object(jobFilter), z.object({ ids: z.array(id) })),
  /**
   * What an action on these jobs would hit: how many in each state, what sending them would cost by the catalog, and for how many that is
   * not known.
   */
  'job.census': query(z.object({ ids }), z.object({ counts: jobCounts, credits: z.number().nonnegative(), unpriced: z.int().nonnegative() })),
  'job.get': query(z.object({ id }), jobDetail),
  /** Changes queued jobs, all or none; others are left as they are and counted. BAD_INPUT names what does not fit, as `batch.create` does. */
  'job.update': command(z.object({ ids, change: jobChange }), z.object({ updated: z.int().nonnegative(), left: z.int().nonnegative(), undo: undoToken })),
  /**
   * Jobs that are not at the API end at once, those that come home too. Those being sent or running there are given up as the API lets
   * us (`cancelling`); one that finishes first is brought home: it was charged. Undo brings back what had ended at once.
   */
  'job.cancel': command(z.object({ ids }), z.object({ cancelled: z.int().nonnegative(), undo: undoToken })),
  /** Failed and cancelled jobs go back to the queue; with `change`, changed first as `job.update` does. */
  'job.retry': command(z.object({ ids, change: jobChange.optional() }), z.object({ queued: z.int().nonnegative() })),
  /** Decides uncertain jobs: send again (may cost twice) or count as failed. */
  'job.resolve': command(z.object({ ids, decision: z.enum(['resubmit', 'fail']) }), z.object({ resolved: z.int().nonnegative() })),
  /** Held jobs (`isHeld`) go on where they were. One whose submission is uncertain is sent again, which may cost twice. */
  'job.release': command(z.object({ ids }), z.object({ released: z.int().nonnegative() })),
  /** The request log, newest first. */
  'request.list': query(
    z.object({
      keyId: id.optional(),
      since: z.int().optional(),
      /** The oldest that is known: what follows it. */
      before: id.optional(),
      kinds: z.array(requestView.shape.kind).optional(),
      outcomes: z.array(requestView.shape.outcome).optional(),
      /** In the API's code, the status, or the prompt of its job. */
      text: z.string().optional(),
      limit: z.int().min(1).max(10_000).default(200),
    }),
    z.array(requestView),
  ),
} as const;
