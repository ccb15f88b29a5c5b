import type { AttemptRow } from '../queue/rows.ts';
import type { Ledger } from '../queue/ledger.ts';
import type { Meters } from '../scheduler/meters.ts';
import { ghostMs, type SettleOptions } from './settle.ts';

/** No documented model runs longer: older losses hold no place any more. */
export const LONGEST_RUN_MS = 10 * 60_000;

export type PlaceOptions = Pick<SettleOptions, 'catalog' | 'jobs'> & { meters: Meters };

/** An answer was lost at that time (ms): the job may hold a place at the API for a while yet. */
export function holdLost({ catalog, jobs, meters }: PlaceOptions, attempt: AttemptRow, lostAt: number, now: number): void {
  const endpoint = jobs.endpointOf(jobs.job(attempt.job_id)?.batch_id ?? 0) ?? 'api';
  const until = lostAt + ghostMs({ catalog, jobs }, endpoint, attempt.job_id);
  if (until > now) meters.of(attempt.key_id).meter.jobLost(attempt.job_id, until);
}

/** The meters of these keys are new: the jobs that are out with them, or may be, hold their places again. */
export function holdPlaces(options: PlaceOptions & { ledger: Ledger }, keyIds: readonly number[], now: number): void {
  for (const keyId of keyIds) for (const attempt of options.ledger.openOf(keyId)) options.meters.of(keyId).meter.jobStarted(attempt.job_id);
  for (const attempt of options.ledger.lostSince(now - LONGEST_RUN_MS))
    if (keyIds.includes(attempt.key_id)) holdLost(options, attempt, attempt.finished_at ?? now, now);
}
