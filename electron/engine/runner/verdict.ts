import type { JobError } from '../../../shared/domain.ts';
import type { ApiError, Exchange, JobReport } from '../api/exchange.ts';

/** What becomes of a job after an answer: a closed set, decided apart from carrying it out. */
export type Verdict =
  | { kind: 'finished'; report: JobReport }
  /** Finished, but without outputs: revision A may keep them at another address. */
  | { kind: 'look-for-result'; report: JobReport }
  | { kind: 'running'; report: JobReport }
  | { kind: 'failed'; error: JobError; report: JobReport | null }
  | { kind: 'cancelled'; report: JobReport }
  /** Not accepted: the job keeps its place. `when-allowed`: it was the key's turn that was refused, not the job. */
  | { kind: 'release'; outcome: 'refused' | 'not-sent'; error: JobError; again: 'at-once' | 'when-allowed' | 'later'; retryAfterMs: number | null }
  | { kind: 'uncertain'; error: JobError };

/** After a submission. */
export function afterRun(exchange: Exchange<JobReport>): Verdict {
  switch (exchange.kind) {
    case 'ok':
      return afterReport(exchange.value, exchange.value.remoteId !== null);
    case 'unclear':
      return { kind: 'uncertain', error: toJobError(exchange.error) };
    case 'not-sent':
      // No try of ours will ever get this out: the job's id or the key has characters that no request can carry, or its file is gone.
      if (exchange.error.code === 'UNSENDABLE' || exchange.error.code === 'INPUT_LOST')
        return { kind: 'failed', error: toJobError(exchange.error), report: null };
      return { kind: 'release', outcome: 'not-sent', error: toJobError(exchange.error), again: 'at-once', retryAfterMs: null };
    case 'refused':
      return afterRefusedRun(exchange);
  }
}

/** A refusal of the way in which a file was sent: no job came of it, and the next way is tried. */
export function otherWay(exchange: Exchange<JobReport>): Verdict {
  if (exchange.kind !== 'refused') return afterRun(exchange);
  return { kind: 'release', outcome: 'refused', error: toJobError(exchange.error), again: 'at-once', retryAfterMs: null };
}

function afterRefusedRun({ refusal, error, limits }: Exclude<Exchange<JobReport>, { kind: 'ok' | 'unclear' | 'not-sent' }>): Verdict {
  switch (refusal) {
    case 'rate-limited': // that key sleeps; another may take the job
      return { kind: 'release', outcome: 'refused', error: toJobError(error), again: 'when-allowed', retryAfterMs: null };
    case 'dialect': // the client speaks differently next time
    case 'unauthorized': // that key is out
    case 'forbidden': // that key may not run this model
    case 'quota': // that key's account has no credits
      return { kind: 'release', outcome: 'refused', error: toJobError(error), again: 'at-once', retryAfterMs: null };
    case 'unavailable':
      return { kind: 'release', outcome: 'refused', error: toJobError(error), again: 'later', retryAfterMs: limits.retryAfterMs };
    case 'invalid':
    case 'not-found':
    case 'failed':
      return { kind: 'failed', error: toJobError(error), report: null };
  }
}

/** After a poll; null: it told nothing, ask again later. */
export function afterPoll(exchange: Exchange<JobReport>): Verdict | null {
  if (exchange.kind === 'ok') return afterReport(exchange.value, true);
  if (exchange.kind !== 'refused') return null;
  if (exchange.refusal === 'not-found') return { kind: 'failed', error: EXPIRED, report: null };
  if (exchange.refusal === 'failed') return { kind: 'failed', error: toJobError(exchange.error), report: null };
  return null;
}

const EXPIRED: JobError = {
  code: 'RESULT_EXPIRED',
  message: 'The API no longer knows this job: it keeps results for 24 hours. It may have cost credits. Send it again if you still want it.',
  status: 404,
};

/** After word that the API sent by itself. */
export function afterWord(report: JobReport): Verdict {
  return afterReport(report, true);
}

/** `hasAddress`: the job's id is known, by this answer or an earlier one. */
function afterReport(report: JobReport, hasAddress: boolean): Verdict {
  switch (report.status) {
    case 'pending':
    case 'processing':
      return { kind: 'running', report };
    case 'cancelled':
      return { kind: 'cancelled', report };
    case 'failed':
      return { kind: 'failed', error: report.error ? toJobError(report.error) : NO_REASON, report };
    case 'completed':
      if (report.outputs.length > 0) return { kind: 'finished', report };
      return hasAddress ? { kind: 'look-for-result', report } : { kind: 'failed', error: NO_OUTPUT, report };
  }
}

const NO_REASON: JobError = { code: 'INFERENCE_FAILED', message: 'The model failed and the API gave no reason.', status: null };

export const NO_OUTPUT: JobError = {
  code: 'NO_OUTPUT',
  message: 'The API says that the job is finished, and names no output. It may have cost credits. Look at the last response, and send it again if you want.',
  status: null,
};

export function toJobError({ code, message, status }: ApiError): JobError {
  return { code, message, status };
}
