import type { Clock } from '../../shared/clock.ts';
import type { JobError } from '../../shared/domain.ts';
import type { Catalog } from './catalog/catalog.ts';
import { HELD_WHILE, MOST_CRASHES } from './held.ts';
import type { Jobs } from './queue/jobs.ts';
import type { Ledger } from './queue/ledger.ts';
import { holdLost, LONGEST_RUN_MS } from './runner/hold-places.ts';
import { promptPollAt } from './runner/poll-plan.ts';
import { lose } from './runner/settle.ts';
import type { Meters } from './scheduler/meters.ts';

const INTERRUPTED: JobError = {
  code: 'INTERRUPTED',
  message: 'The companion ended while this was being sent: it may run, and may cost credits. Send it again, or count it as failed.',
  status: null,
};

/** What a start finds under way: running jobs to ask for (the overdue ones first), finished ones to bring home. */
export interface Recovered {
  polls: { attemptId: number; keyId: number; at: number }[];
  collects: number[];
  /** Jobs that became uncertain. */
  lost: number;
}

export interface RecoverOptions {
  jobs: Jobs;
  ledger: Ledger;
  meters: Meters;
  catalog: Catalog;
  clock: Clock;
}

/**
 * Puts every unfinished job where it can go on, by its phase (design, section 4): `submitting` may or may not have left this machine and
 * becomes `uncertain`; `running` is asked for; `collecting` goes on. One transaction.
 */
export function recover(options: RecoverOptions): Recovered {
  const { jobs, ledger, meters, clock } = options;
  const now = clock.now();
  return jobs.transaction(() => {
    jobs.sweepUnfinished();
    const pending = ledger.pending();
    for (const request of pending) ledger.answer(request.id, { outcome: 'lost', status: null, errorCode: INTERRUPTED.code, limits: null }, now);
    for (const request of pending) if (request.kind !== 'run' && request.attempt_id !== null) holdRunning(request.attempt_id);
    for (const attempt of ledger.lostSince(now - LONGEST_RUN_MS)) holdLost(options, attempt, attempt.finished_at ?? now, now);
    const submitting = jobs.unsettled('submitting');
    for (const jobId of submitting) loseJob(jobId);
    const polls = ledger.pollable().map((attempt) => {
      meters.of(attempt.key_id).meter.jobStarted(attempt.job_id);
      const at = attempt.next_poll_at ?? now;
      // Word of it may have been sent while nobody was here to hear it.
      return { attemptId: attempt.id, keyId: attempt.key_id, at: attempt.webhook === 1 ? Math.min(at, promptPollAt(options, attempt, now)) : at };
    });
    const collects = jobs.unsettled('collecting').flatMap((jobId) => jobs.job(jobId)?.attempt_id ?? []);
    return { polls, collects, lost: submitting.length };
  });

  function loseJob(jobId: number): void {
    const attemptId = jobs.job(jobId)?.attempt_id;
    const attempt = attemptId ? ledger.attempt(attemptId) : null;
    if (!attempt) return;
    jobs.countCrash(jobId);
    ledger.closeAttempt(attempt.id, 'uncertain', now, { error: INTERRUPTED });
    holdLost(options, attempt, now, now);
    lose(jobs, attempt, (jobs.job(jobId)?.crashes ?? 0) >= MOST_CRASHES ? HELD_WHILE.submitting : INTERRUPTED, now);
  }

  /** A running job of which the engine ended at every one of the last questions: at one it ends by chance, at all it does not. */
  function holdRunning(attemptId: number): void {
    const attempt = ledger.attempt(attemptId);
    const last = ledger.requestsOf(attemptId).slice(-MOST_CRASHES);
    const always = last.length === MOST_CRASHES && last.every((request) => request.kind !== 'run' && request.error_code === INTERRUPTED.code);
    if (attempt && always && jobs.job(attempt.job_id)?.state === 'running')
      jobs.move(attempt.job_id, 'fail', { holding: attemptId, error: HELD_WHILE.running, finishedAt: now });
  }
}
