import type { Catalog } from '../catalog/catalog.ts';
import type { Jobs } from '../queue/jobs.ts';
import type { Ledger } from '../queue/ledger.ts';
import type { Sending } from '../scheduler/decide.ts';
import { modeFor } from '../scheduler/mode.ts';
import { durationsOf } from './durations-of.ts';
import type { RequestDesk } from './request-desk.ts';
import type { Claimed } from './runner.ts';

export interface ClaimOptions {
  jobs: Jobs;
  ledger: Ledger;
  catalog: Catalog;
  desk: Pick<RequestDesk, 'open'>;
}

/**
 * Claims the jobs of a decision: for each its attempt, its move and its request. Call it inside a transaction; after the commit the
 * requests may leave. Throws, and nothing of the decision stays, when one of them is not waiting.
 */
export function claimJobs(options: ClaimOptions, sending: readonly Sending[], now: number): Claimed[] {
  return sending.flatMap((one) => claimOne(options, one, now) ?? []);
}

function claimOne({ jobs, ledger, catalog, desk }: ClaimOptions, { jobId, batchId, model, keyId }: Sending, now: number): Claimed | null {
  const endpoint = jobs.batch(batchId)?.endpoint;
  if (!endpoint) return null;
  const attemptId = ledger.openAttempt(jobId, keyId, modeFor(durationsOf(catalog, endpoint, model)), now);
  if (!jobs.move(jobId, 'claim', { attemptId, submittedAt: now, error: null, finishedAt: null })) throw new Error(`job ${jobId} is not waiting`);
  const requestId = desk.open({ keyId, kind: 'run', attemptId, jobId, model });
  return { attemptId, requestId, jobId, keyId, endpoint };
}
