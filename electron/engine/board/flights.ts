import type { FlightView } from '../../../shared/domain.ts';
import type { JobState } from '../../../shared/job-state.ts';
import type { AttemptRow } from '../queue/rows.ts';
import type { Store } from '../store/open.ts';

/** Which flights: those that began from `since` to `before` (ms, both inclusive). */
export interface FlightPage {
  since: number;
  before: number;
  limit: number;
}

/** An attempt with what its job has come to since. */
export interface FlightRow {
  job_id: number;
  batch_id: number;
  number: number;
  key_id: number;
  model: string;
  started_at: number;
  finished_at: number | null;
  outcome: AttemptRow['outcome'];
  /** 1: the job still stands by this attempt. */
  current: number;
  job_state: JobState;
  job_finished_at: number | null;
}

/** Reads flights from the record of attempts, newest first. What was refused or never left flew nowhere: it is a mark, and no bar. */
export function createFlights(store: Store): (page: FlightPage) => FlightView[] {
  const rows = store.prepare<[FlightPage], FlightRow>(`
    SELECT attempt.job_id, job.batch_id, job.number, attempt.key_id, job.model, attempt.started_at, attempt.finished_at, attempt.outcome,
      job.attempt_id IS attempt.id AS current, job.state AS job_state, job.finished_at AS job_finished_at
    FROM attempt JOIN job ON job.id = attempt.job_id
    WHERE attempt.started_at BETWEEN @since AND @before AND attempt.outcome NOT IN ('refused', 'not-sent')
    ORDER BY attempt.started_at DESC, attempt.id DESC LIMIT @limit`);
  return (page) => rows.all(page).map(toFlight);
}

/** A job is away until its outputs are home; one that has gone on with another attempt ended when this attempt did. */
export function toFlight(row: FlightRow): FlightView {
  const { state, endedAt } = row.current === 1 ? byJob(row) : byAttempt(row);
  return {
    jobId: row.job_id,
    batchId: row.batch_id,
    number: row.number,
    keyId: row.key_id,
    model: row.model,
    startedAt: row.started_at,
    endedAt,
    state,
  };
}

type End = Pick<FlightView, 'state' | 'endedAt'>;

function byJob(row: FlightRow): End {
  switch (row.job_state) {
    case 'submitting':
    case 'running':
    case 'collecting':
      return { state: 'out', endedAt: null };
    case 'done':
    case 'failed':
    case 'cancelled':
      return { state: row.job_state, endedAt: row.job_finished_at ?? row.finished_at ?? row.started_at };
    case 'uncertain':
    case 'queued':
      return byAttempt(row);
  }
}

function byAttempt({ outcome, finished_at, started_at }: FlightRow): End {
  const endedAt = finished_at ?? started_at;
  switch (outcome) {
    case 'done':
    case 'failed':
    case 'uncertain':
      return { state: outcome, endedAt };
    case 'open':
    case 'cancelled':
    case 'refused':
    case 'not-sent':
      return { state: 'cancelled', endedAt };
  }
}
