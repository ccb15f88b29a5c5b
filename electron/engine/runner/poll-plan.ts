import type { EndpointName } from '../../../shared/domain.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Jobs } from '../queue/jobs.ts';
import type { Ledger } from '../queue/ledger.ts';
import type { AttemptRow } from '../queue/rows.ts';
import { latePollAt, nextPollAt, type Polled, putOffTo } from '../scheduler/polling.ts';
import type { Durations } from '../scheduler/quantiles.ts';
import type { WebhookPlan } from '../webhooks/webhooks.ts';
import { durationsOf } from './durations-of.ts';

export interface PollPlanOptions {
  ledger: Ledger;
  jobs: Jobs;
  catalog: Catalog;
  webhooks: Pick<WebhookPlan, 'awaits'>;
}

/** A running job is to be asked for at that time. */
export interface PlannedPoll {
  attemptId: number;
  keyId: number;
  /** ms */
  at: number;
}

/** Plans when to ask next for a job that runs; null when it does not. In the caller's transaction. */
export function planPoll(options: PollPlanOptions, attemptId: number, endpoint: EndpointName, now: number): PlannedPoll | null {
  const { ledger, jobs, catalog } = options;
  const attempt = ledger.attempt(attemptId);
  const job = attempt && jobs.job(attempt.job_id);
  if (!attempt || !job || job.state !== 'running') return null;
  const durations = durationsOf(catalog, endpoint, job.model);
  const scout = isUnseen(durations) && ledger.outOf(endpoint, job.model)[0]?.id === attemptId;
  const plan = options.webhooks.awaits(attempt) ? latePollAt : nextPollAt;
  const at = Math.round(plan({ acceptedAt: since(attempt), polls: attempt.polls, scout }, now, durations));
  ledger.planPoll(attemptId, at);
  return { attemptId, keyId: attempt.key_id, at };
}

/**
 * A poll that comes too soon by what is known by now is planned anew; null: it is to be sent. One that somebody asked for, before its planned time, always is.
 * In the caller's transaction.
 */
export function putOffPoll(
  { ledger, jobs, catalog }: Omit<PollPlanOptions, 'webhooks'>,
  attempt: AttemptRow,
  endpoint: EndpointName,
  now: number,
): PlannedPoll | null {
  const job = jobs.job(attempt.job_id);
  if (!job || attempt.next_poll_at === null || attempt.next_poll_at > now) return null;
  const later = putOffTo(planned(attempt, false), now, durationsOf(catalog, endpoint, job.model));
  if (later === null) return null;
  const at = Math.round(later);
  ledger.movePoll(attempt.id, at);
  return { attemptId: attempt.id, keyId: attempt.key_id, at };
}

/**
 * A run of a model that was unseen is over: what it taught, or that another has to scout now, brings the polls of the others forward.
 * In the caller's transaction.
 */
export function replanPolls({ ledger, catalog, webhooks }: PollPlanOptions, endpoint: EndpointName, model: string, now: number): PlannedPoll[] {
  const durations = durationsOf(catalog, endpoint, model);
  return ledger.outOf(endpoint, model).flatMap((attempt, index) => {
    if (attempt.next_poll_at === null) return [];
    const plan = webhooks.awaits(attempt) ? latePollAt : nextPollAt;
    const at = Math.round(plan(planned(attempt, index === 0), now, durations));
    if (at >= attempt.next_poll_at) return [];
    ledger.movePoll(attempt.id, at);
    return [{ attemptId: attempt.id, keyId: attempt.key_id, at }];
  });
}

/** Nobody sends word any more: jobs of which it was awaited are asked for when they are likely done. In the caller's transaction. */
export function replanAwaited(options: PollPlanOptions, now: number): PlannedPoll[] {
  return options.ledger.pollable().flatMap((attempt) => {
    const at = promptPollAt(options, attempt, now);
    if (attempt.webhook === 0 || attempt.next_poll_at === null || at >= attempt.next_poll_at) return [];
    options.ledger.movePoll(attempt.id, at);
    return [{ attemptId: attempt.id, keyId: attempt.key_id, at }];
  });
}

/** When a running job would be asked for if no word of it were awaited (ms). */
export function promptPollAt({ ledger, jobs, catalog }: Omit<PollPlanOptions, 'webhooks'>, attempt: AttemptRow, now: number): number {
  const job = jobs.job(attempt.job_id);
  const endpoint = jobs.endpointOf(job?.batch_id ?? 0) ?? 'api';
  const durations = durationsOf(catalog, endpoint, job?.model ?? '');
  const scout = isUnseen(durations) && ledger.outOf(endpoint, job?.model ?? '')[0]?.id === attempt.id;
  return Math.round(nextPollAt(planned(attempt, scout), now, durations));
}

/** One of its polls is planned, and was not sent yet. */
function planned(attempt: AttemptRow, scout: boolean): Polled {
  return { acceptedAt: since(attempt), polls: Math.max(0, attempt.polls - 1), scout };
}

export function isUnseen(durations: Durations): boolean {
  return durations.quantile(0.5) === null;
}

/** When the API took the job (ms). One that was to be answered when done was taken when it was sent, long before its first answer. */
export function since(attempt: Pick<AttemptRow, 'mode' | 'started_at' | 'accepted_at'>): number {
  return attempt.mode === 'sync' ? attempt.started_at : (attempt.accepted_at ?? attempt.started_at);
}
