/**
 * All outputs that are these bytes (`@sha256`), as a table to select from: `url`, `attempt_id`, `job_id`, `finished_at` (of the attempt, ms). Most are
 * found by the job that their asset names; no index holds every output by its hash, because each job would enter it anywhere (migration 032).
 */
export const OUTPUTS_OF_ASSET = `(
  SELECT output.url, output.attempt_id, attempt.job_id, attempt.finished_at
  FROM asset CROSS JOIN attempt ON attempt.job_id = asset.job_id CROSS JOIN output ON output.attempt_id = attempt.id AND output.sha256 = asset.sha256
  WHERE asset.sha256 = +@sha256
  UNION
  SELECT output.url, output.attempt_id, attempt.job_id, attempt.finished_at
  FROM output CROSS JOIN attempt ON attempt.id = output.attempt_id WHERE output.sha256 = +@sha256 AND output.stray = 1)`;

/** Whether an output of an attempt strays: the asset of its bytes does not name the attempt's job. Both are SQL expressions. */
export const strays = (sha256: string, attemptId: string): string =>
  `NOT EXISTS (SELECT 1 FROM asset WHERE asset.sha256 = ${sha256} AND asset.job_id = (SELECT job_id FROM attempt WHERE id = ${attemptId}))`;
