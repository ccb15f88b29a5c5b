import type {
  AttemptView,
  BatchStart,
  BatchView,
  Credits,
  EndpointName,
  JobError,
  JobView,
  ModelInput,
  RequestView,
  UncertainRule,
  WaitReason,
} from '../../../shared/domain.ts';
import { type JobCounts, type JobState, NO_JOBS } from '../../../shared/job-state.ts';
import { type BudgetColumns, toBudget } from '../budget/charge.ts';
import { picksOf } from './origin.ts';
import { promptOf } from './prompt-of.ts';
import type { WaitingBatch, WaitingJob } from './waiting.ts';

/** Rows as the database holds them, and their views. */

/** Conditions on rows of `batch` and of `job`: what is still being written (`intake.ts`) is nobody's business yet. */
export const PUBLISHED = `batch.state != 'filling'`;
export const OF_PUBLISHED = `job.batch_id NOT IN (SELECT id FROM batch WHERE state = 'filling')`;

export interface BatchRow extends BudgetColumns {
  id: number;
  revision: number;
  name: string;
  source: BatchView['source'];
  endpoint: EndpointName;
  fingerprint: string | null;
  state: BatchView['state'];
  priority: number;
  labels: string;
  uncertain_rule: UncertainRule;
  models: string;
  credits_used: number;
  credits_estimated: number | null;
  templates: string;
  created_at: number;
  cleared_at: number | null;
  /** Why it paused itself: JSON of `BatchView['held']`. */
  held: string | null;
  /** JSON of `BatchStart`; null: at once. */
  start: string | null;
  /** Only its first so many jobs go out; null: all. */
  try_first: number | null;
  stop_after: number | null;
  /** How many failed last in a row, all with the code `streak_kind`; kept where `stop_after` is set. */
  streak: number;
  streak_kind: string | null;
  /** JSON of `BatchView['layout']`; null: a plain list. */
  layout: string | null;
}

export interface JobRow {
  id: number;
  batch_id: number;
  number: number;
  revision: number;
  model: string;
  input: string;
  priority: number;
  state: JobState;
  attempt_id: number | null;
  not_before: number;
  crashes: number;
  /** 1: to be given up as soon as the API, or its answer, lets us. */
  cancelling: 0 | 1;
  error: string | null;
  credits: number | null;
  credits_source: Credits['source'] | null;
  origin: string | null;
  created_at: number;
  submitted_at: number | null;
  finished_at: number | null;
}

export interface AttemptRow {
  id: number;
  job_id: number;
  number: number;
  key_id: number;
  mode: AttemptView['mode'];
  outcome: AttemptView['outcome'];
  remote_id: string | null;
  upstream_id: string | null;
  started_at: number;
  accepted_at: number | null;
  finished_at: number | null;
  next_poll_at: number | null;
  polls: number;
  error: string | null;
  /** What it takes of budgets, in millionths of a credit; null: unknown. */
  charge: number | null;
  /** 1: the API was told where to send word of its end. */
  webhook: 0 | 1;
}

export interface RequestRow {
  id: number;
  key_id: number;
  attempt_id: number | null;
  job_id: number | null;
  kind: RequestView['kind'];
  sent_at: number;
  answered_at: number | null;
  outcome: RequestView['outcome'];
  status: number | null;
  error_code: string | null;
  limit_seen: number | null;
  remaining_seen: number | null;
  reset_at: number | null;
  retry_after_ms: number | null;
}

export function parseError(json: string | null): JobError | null {
  return json === null ? null : (JSON.parse(json) as JobError);
}

export function toCredits(amount: number | null, source: Credits['source'] | null): Credits | null {
  return amount === null || source === null ? null : { amount, source };
}

export function toJobView(row: JobRow, extra: { keyId: number | null; waiting: WaitReason | null; assets: string[]; thumbnails: string[] }): JobView {
  return {
    id: row.id,
    batchId: row.batch_id,
    number: row.number,
    revision: row.revision,
    state: row.state,
    waiting: extra.waiting,
    model: row.model,
    prompt: promptOf(JSON.parse(row.input) as ModelInput),
    priority: row.priority,
    keyId: extra.keyId,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    finishedAt: row.finished_at,
    credits: toCredits(row.credits, row.credits_source),
    error: parseError(row.error),
    cancelling: row.cancelling === 1,
    assets: extra.assets,
    thumbnails: extra.thumbnails,
    picks: picksOf(row),
  };
}

export function toRequestView(row: RequestRow): RequestView {
  return {
    id: row.id,
    keyId: row.key_id,
    jobId: row.job_id,
    kind: row.kind,
    sentAt: row.sent_at,
    answeredAt: row.answered_at,
    status: row.status,
    outcome: row.outcome,
    errorCode: row.error_code,
    limit: row.limit_seen,
    remaining: row.remaining_seen,
    resetAt: row.reset_at,
    retryAfterMs: row.retry_after_ms,
  };
}

export function toAttemptView(row: AttemptRow, keyLabel: string, requests: RequestView[]): AttemptView {
  return {
    id: row.id,
    number: row.number,
    keyId: row.key_id,
    keyLabel,
    mode: row.mode,
    outcome: row.outcome,
    remoteId: row.remote_id,
    startedAt: row.started_at,
    acceptedAt: row.accepted_at,
    finishedAt: row.finished_at,
    error: parseError(row.error),
    requests,
  };
}

export function startOfRow({ start }: Pick<BatchRow, 'start'>): BatchStart {
  return start === null ? { kind: 'now' } : (JSON.parse(start) as BatchStart);
}

export function toBatchView(row: BatchRow, extra: Pick<BatchView, 'counts' | 'spent' | 'covers' | 'forecast' | 'trial' | 'waiting'>): BatchView {
  const { counts, spent, covers, forecast, trial, waiting } = extra;
  return {
    id: row.id,
    revision: row.revision,
    name: row.name,
    source: row.source,
    endpoint: row.endpoint,
    state: row.state,
    held: row.state === 'paused' && row.held !== null ? (JSON.parse(row.held) as BatchView['held']) : null,
    priority: row.priority,
    labels: JSON.parse(row.labels) as string[],
    uncertainRule: row.uncertain_rule,
    start: startOfRow(row),
    trial,
    stopAfter: row.stop_after,
    waiting,
    createdAt: row.created_at,
    counts: { ...counts },
    total: Object.values(counts).reduce((sum, jobs) => sum + jobs, 0),
    models: JSON.parse(row.models) as string[],
    layout: row.layout === null ? { kind: 'list' } : (JSON.parse(row.layout) as BatchView['layout']),
    creditsUsed: row.credits_used,
    creditsEstimated: row.credits_estimated,
    creditBudget: toBudget(row),
    spent,
    forecast,
    covers,
  };
}

export function toCounts(rows: readonly { state: JobState; jobs: number }[]): JobCounts {
  const counts = { ...NO_JOBS };
  for (const row of rows) counts[row.state] = row.jobs;
  return counts;
}

export function toWaitingBatch(row: BatchRow): Omit<WaitingBatch, 'jobs'> {
  return {
    id: row.id,
    endpoint: row.endpoint,
    priority: row.priority,
    hand: row.source === 'hand',
    labels: JSON.parse(row.labels) as string[],
    paused: row.state === 'paused',
    start: startOfRow(row),
    trialOnly: row.try_first !== null,
  };
}

/** `tryFirst`: its batch's. */
export function toWaitingJob(
  row: Pick<JobRow, 'id' | 'number' | 'model' | 'priority' | 'not_before'>,
  outputs: number,
  tryFirst: number | null = null,
): WaitingJob {
  const { id, number, model, priority, not_before } = row;
  return { id, model, priority, notBefore: not_before, outputs, trial: tryFirst !== null && number <= tryFirst };
}
