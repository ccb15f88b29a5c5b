import type { Budget } from '../budget/budget.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Media } from '../media/media.ts';
import type { Jobs } from '../queue/jobs.ts';
import type { Ledger } from '../queue/ledger.ts';
import type { Sending } from '../scheduler/decide.ts';
import { modeFor } from '../scheduler/mode.ts';
import type { WebhookPlan } from '../webhooks/webhooks.ts';
import { durationsOf } from './durations-of.ts';
import type { RequestDesk } from './request-desk.ts';
import type { Claimed } from './runner.ts';

export interface ClaimOptions {
  jobs: Jobs;
  ledger: Ledger;
  catalog: Catalog;
  budget: Budget;
  webhooks: Pick<WebhookPlan, 'address'>;
  desk: Pick<RequestDesk, 'open'>;
  media: Pick<Media, 'claim'>;
}

/**
 * Claims the jobs of a decision: for each its attempt, its move and its request. Call it inside a transaction; after the commit the
 * requests may leave. One that its budgets do not allow, or whose files cannot
 * go out, is left out: here they are the truth. Throws, and nothing of the decision stays,
 * when one of them is not waiting.
 */
export function claimJobs(options: ClaimOptions, sending: readonly Sending[], now: number): Claimed[] {
  return sending.flatMap((one) => claimOne(options, one, now) ?? []);
}

function claimOne(options: ClaimOptions, { jobId, batchId, model, outputs, keyId }: Sending, now: number): Claimed | null {
  const { jobs, ledger, catalog, budget, webhooks, desk, media } = options;
  const endpoint = jobs.endpointOf(batchId);
  if (!endpoint) return null;
  const charge = budget.chargeOf(endpoint, { model, outputs });
  if (!budget.allows({ keyId, batchId, endpoint, charge }, now)) return null;
  const job = jobs.job(jobId);
  if (job?.state === 'queued' && media.claim(job, endpoint, now) !== 'free') return null;
  const mode = modeFor(durationsOf(catalog, endpoint, model));
  // A run that is waited for answers itself; word of a long one's end saves the polls.
  const webhook = mode === 'async' && webhooks.address(endpoint) !== null;
  const attemptId = ledger.openAttempt(jobId, keyId, mode, now, { charge, webhook });
  if (!jobs.move(jobId, 'claim', { attemptId, submittedAt: now, error: null, finishedAt: null })) throw new Error(`job ${jobId} is not waiting`);
  const requestId = desk.open({ keyId, kind: 'run', attemptId, jobId, model });
  return { attemptId, requestId, jobId, keyId, endpoint };
}
