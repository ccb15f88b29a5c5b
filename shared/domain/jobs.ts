import { z } from 'zod';
import { JOB_STATES } from '../job-state.ts';
import { id, time, count, modelInput, origin, credits } from './common.ts';
import { requestView } from './requests.ts';

/** Why a job that could go out does not, and until when (null: until something changes). */
export const waitReason = z.object({
  kind: z.enum([
    'minute',
    'concurrency',
    'day',
    'budget',
    'asleep',
    'probe',
    'behind',
    'labels',
    'test-key',
    'permission',
    'paused',
    'no-key',
    'offline',
    'retry-later',
    'disk',
    'start',
    'trial',
    'input',
  ]),
  until: time.nullable(),
  /** The key that will be free first, where there is one. */
  keyLabel: z.string().nullable(),
  /** With kind `budget`: whose ceiling, and whether it is reached or the job's cost is unknown. */
  budget: z.object({ of: z.enum(['key', 'batch', 'day']), why: z.enum(['reached', 'unknown-cost']) }).optional(),
  /**
   * With kind `input`: it waits for what a job of its batch will make (`job`: its number), for its file to reach the user's bucket, or for the
   * first answer that tells whether the model takes files inside the request.
   */
  input: z
    .discriminatedUnion('for', [z.object({ for: z.literal('output'), job: id }), z.object({ for: z.literal('upload') }), z.object({ for: z.literal('trial') })])
    .optional(),
});
export type WaitReason = z.infer<typeof waitReason>;

/** Why a job failed or is uncertain, in words and codes. */
export const jobError = z.object({
  /** The API's code (`INFERENCE_FAILED` …) or one of ours (`ANSWER_LOST`, `INTERRUPTED`, `OUTPUT_LOST`, `RESULT_EXPIRED`, `NO_OUTPUT` …). */
  code: z.string(),
  message: z.string(),
  /** HTTP status, where there was an answer. */
  status: z.int().nullable(),
});
export type JobError = z.infer<typeof jobError>;

export const jobView = z.object({
  id,
  batchId: id,
  /** 1, 2, 3 … within its batch. */
  number: id,
  /** Raised by every change of this row; the newest wins. */
  revision: count,
  state: z.enum(JOB_STATES),
  waiting: waitReason.nullable(),
  model: z.string(),
  /** The prompt, when the input has one: what lists show. */
  prompt: z.string().nullable(),
  /** What it picked of what its batch varies, where its prompt came from a template: in a list, what tells it from its neighbours. */
  picks: z.array(z.string()),
  priority: z.int(),
  keyId: id.nullable(),
  createdAt: time,
  submittedAt: time.nullable(),
  finishedAt: time.nullable(),
  credits: credits.nullable(),
  error: jobError.nullable(),
  /** It is to be given up, and the API (or its answer) is waited for. */
  cancelling: z.boolean(),
  /** sha256 of its outputs that are home and not in the trash. */
  assets: z.array(z.string()),
  /** Those of them that have a thumbnail by now. */
  thumbnails: z.array(z.string()),
});
export type JobView = z.infer<typeof jobView>;

/** Code of a job's error where the companion ended twice while it worked on the job: nothing is done with it by itself (`job.release`). */
export const HELD = 'HELD_AFTER_CRASHES';

export function isHeld(job: Pick<JobView, 'state' | 'error'>): boolean {
  return (job.state === 'failed' || job.state === 'uncertain') && job.error?.code === HELD;
}

export const attemptView = z.object({
  id,
  number: id,
  keyId: id,
  keyLabel: z.string(),
  mode: z.enum(['sync', 'async']),
  outcome: z.enum(['open', 'done', 'failed', 'refused', 'not-sent', 'uncertain', 'cancelled']),
  remoteId: z.string().nullable(),
  startedAt: time,
  acceptedAt: time.nullable(),
  finishedAt: time.nullable(),
  error: jobError.nullable(),
  requests: z.array(requestView),
});
export type AttemptView = z.infer<typeof attemptView>;

export const jobDetail = jobView.extend({ input: modelInput, origin: origin.nullable(), attempts: z.array(attemptView) });
export type JobDetail = z.infer<typeof jobDetail>;

/** What becomes of a job whose submission had an unclear outcome: the user decides, or it is sent again by itself (may cost twice). */
export const uncertainRule = z.enum(['ask', 'resubmit']);
export type UncertainRule = z.infer<typeof uncertainRule>;

export const jobCounts = z.record(z.enum(JOB_STATES), count);
