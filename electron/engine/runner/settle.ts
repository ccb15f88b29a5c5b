import type { Clock, Random } from '../../../shared/clock.ts';
import { type Credits, type EndpointName, HELD, type JobError } from '../../../shared/domain.ts';
import type { JobReport } from '../api/exchange.ts';
import { fullJitter } from '../backoff.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Jobs } from '../queue/jobs.ts';
import type { AttemptEnd, Ledger } from '../queue/ledger.ts';
import { type AttemptRow, parseError } from '../queue/rows.ts';
import type { Meters } from '../scheduler/meters.ts';
import { UNSEEN_MS } from '../scheduler/quantiles.ts';
import type { WebhookPlan } from '../webhooks/webhooks.ts';
import { durationsOf } from './durations-of.ts';
import { learnDuration } from './learn-duration.ts';
import { planPoll, type PlannedPoll } from './poll-plan.ts';
import type { Verdict } from './verdict.ts';
import type { Watched } from './watched.ts';

/** A model that is down is asked for again with growing distance, and given up after so many refusals in a row. */
const UNAVAILABLE = { firstMs: 2_000, mostMs: 120_000, mostTries: 12 };

/** A refusal that the next try answers differently, such as a field the API did not know, must not go round for ever. */
const MOST_REFUSALS_IN_A_ROW = 40;

/**
 * How long a job whose answer was lost is taken to hold a place at the API, where its model's durations are not known: twice what such
 * models are said to take. Too short costs refusals, and these teach fewer places than there are.
 */
const LEAST_UNKNOWN_GHOST_MS = 30_000;
const UNKNOWN_GHOST_SHARE = 2;
/** Where they are: nearly all of its runs are over after this many times their long end, and a moment. */
const GHOST_SHARE = 1.25;
const GHOST_MARGIN_MS = 2_000;

export interface SettleOptions {
  clock: Clock;
  random: Random;
  jobs: Jobs;
  ledger: Ledger;
  meters: Meters;
  catalog: Catalog;
  webhooks: WebhookPlan;
  watched: Watched;
}

/** What is to be done after a verdict was written down. */
export type Next =
  | { kind: 'none' }
  | { kind: 'collect'; attemptId: number }
  | { kind: 'poll'; poll: PlannedPoll }
  | { kind: 'look-for-result'; report: JobReport };

/**
 * Carries out a verdict on an attempt: the attempt, the job, its outputs, durations and the key's places, in the caller's transaction.
 * An attempt that no longer holds its job (cancelled meanwhile, claimed again) changes nothing but its own record.
 */
export function settle(options: SettleOptions, attempt: AttemptRow, endpoint: EndpointName, verdict: Verdict): Next {
  const { clock, jobs, ledger, meters } = options;
  const now = clock.now();
  const { meter } = meters.of(attempt.key_id);
  const holding = attempt.id;
  const close = (outcome: AttemptRow['outcome'], end: AttemptEnd) => ledger.closeAttempt(attempt.id, outcome, now, end);

  switch (verdict.kind) {
    case 'finished': {
      const { report } = verdict;
      ledger.wantOutputs(attempt.id, report.outputs);
      learnDuration(options, attempt, endpoint, report, now);
      close('done', { credits: report.credits, remote: report });
      meter.jobDone(attempt.job_id, now);
      const moved = jobs.move(attempt.job_id, 'finish', { holding, error: null, ...creditsOf(options, attempt, endpoint, report) });
      return moved ? { kind: 'collect', attemptId: attempt.id } : { kind: 'none' };
    }
    case 'running': {
      ledger.accept(attempt.id, verdict.report, now);
      jobs.move(attempt.job_id, 'accept', { holding });
      return pollNext(options, attempt.id, endpoint, now);
    }
    case 'look-for-result':
      ledger.accept(attempt.id, verdict.report, now);
      jobs.move(attempt.job_id, 'accept', { holding });
      return { kind: 'look-for-result', report: verdict.report };
    case 'failed': {
      const reported = verdict.report?.credits ?? null;
      close('failed', { error: verdict.error, credits: reported, remote: verdict.report });
      meter.jobEnded(attempt.job_id);
      jobs.move(attempt.job_id, 'fail', {
        holding,
        error: verdict.error,
        finishedAt: now,
        ...(reported === null ? {} : { credits: { amount: reported, source: 'reported' } }),
      });
      return { kind: 'none' };
    }
    case 'cancelled':
      close('cancelled', { credits: verdict.report.credits });
      meter.jobEnded(attempt.job_id);
      jobs.move(attempt.job_id, 'cancel', { holding, finishedAt: now });
      return { kind: 'none' };
    case 'release':
      close(verdict.outcome, { error: verdict.error });
      meter.jobEnded(attempt.job_id);
      release(options, attempt, verdict, now);
      return { kind: 'none' };
    case 'uncertain': {
      close('uncertain', { error: verdict.error });
      meter.jobLost(attempt.job_id, now + ghostMs(options, endpoint, attempt.job_id));
      lose(jobs, attempt, verdict.error, now);
      return { kind: 'none' };
    }
  }
}

/** It runs: to be asked for later. */
export function pollNext(options: SettleOptions, attemptId: number, endpoint: EndpointName, now: number): Next {
  const poll = planPoll(options, attemptId, endpoint, now);
  return poll ? { kind: 'poll', poll } : { kind: 'none' };
}

/** How long from now a job whose answer was lost may still hold a place at the API. */
export function ghostMs({ catalog, jobs }: Pick<SettleOptions, 'catalog' | 'jobs'>, endpoint: EndpointName, jobId: number): number {
  const durations = durationsOf(catalog, endpoint, jobs.modelOf(jobId) ?? '');
  const longest = durations.quantile(0.99);
  return longest === null ? Math.max(LEAST_UNKNOWN_GHOST_MS, UNSEEN_MS[durations.kind] * UNKNOWN_GHOST_SHARE) : longest * GHOST_SHARE + GHOST_MARGIN_MS;
}

/**
 * The answer was lost. A batch may say that its jobs are then sent again by themselves, unless they are held. One that was to be given up is
 * cancelled; its error still says that it may have cost.
 */
export function lose(jobs: Jobs, attempt: Pick<AttemptRow, 'id' | 'job_id'>, error: JobError, now: number): void {
  const given = jobs.job(attempt.job_id)?.cancelling === 1;
  const moved = jobs.move(attempt.job_id, 'lose', { holding: attempt.id, error });
  if (!moved) return;
  if (given) jobs.move(attempt.job_id, 'cancel', { finishedAt: now });
  else if (error.code !== HELD && jobs.batch(moved.batchId)?.uncertain_rule === 'resubmit')
    jobs.move(attempt.job_id, 'requeue', { attemptId: null, notBefore: now });
}

function release(options: SettleOptions, attempt: AttemptRow, verdict: Extract<Verdict, { kind: 'release' }>, now: number): void {
  const { jobs, ledger, random } = options;
  const job = jobs.job(attempt.job_id);
  if (job?.cancelling === 1 || jobs.batch(job?.batch_id ?? 0)?.state === 'cancelled') {
    jobs.move(attempt.job_id, 'cancel', { holding: attempt.id, finishedAt: now });
    return;
  }
  const refusals = verdict.outcome === 'refused' ? refusalsInARow(ledger.attemptsOf(attempt.job_id)) : 0;
  const givenUp = verdict.again !== 'when-allowed' && refusals >= (verdict.again === 'later' ? UNAVAILABLE.mostTries : MOST_REFUSALS_IN_A_ROW);
  if (givenUp) {
    jobs.move(attempt.job_id, 'fail', { holding: attempt.id, error: verdict.error, finishedAt: now });
    return;
  }
  const wait = verdict.again !== 'later' ? 0 : (verdict.retryAfterMs ?? fullJitter(random, refusals, UNAVAILABLE));
  jobs.move(attempt.job_id, 'release', {
    holding: attempt.id,
    attemptId: null,
    submittedAt: null,
    notBefore: wait === 0 ? 0 : now + wait,
    error: verdict.error,
  });
}

/** Refusals of the job itself: a key that had no allowance says nothing of it. */
function refusalsInARow(attempts: readonly AttemptRow[]): number {
  const own = attempts.filter((attempt) => parseError(attempt.error)?.status !== RATE_LIMITED);
  const others = own.toReversed().findIndex((attempt) => attempt.outcome !== 'refused');
  return others < 0 ? own.length : others;
}

const RATE_LIMITED = 429;

/** What the API reported is a fact; else the catalog's price, marked as an estimate; else unknown. */
function creditsOf({ catalog, jobs }: SettleOptions, attempt: AttemptRow, endpoint: EndpointName, report: JobReport): { credits?: Credits } {
  if (report.credits !== null) return { credits: { amount: report.credits, source: 'reported' } };
  const model = jobs.modelOf(attempt.job_id);
  const price = model === null ? null : catalog.get(endpoint, model)?.creditsPerRun;
  return price === null || price === undefined ? {} : { credits: { amount: price, source: 'estimated' } };
}
