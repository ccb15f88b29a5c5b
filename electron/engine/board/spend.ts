import type { SpendRow } from '../../../shared/contract.ts';
import type { EndpointName } from '../../../shared/domain.ts';
import type { Store } from '../store/open.ts';

/** Sums of one batch, model and key: what a report adds up in three ways. */
export interface SpendSum {
  batch_id: number;
  batch: string;
  model: string;
  key_id: number;
  key: string;
  jobs: number;
  reported: number;
  estimated: number;
  unknown: number;
}

/**
 * Reads what jobs cost that ended since then: done and failed ones, and uncertain ones, which may have cost something. A job that nobody
 * told a price of is counted as unknown, never as nothing; one that failed without a word of credits is taken to be free.
 */
export function createSpendReport(store: Store): (endpoint: EndpointName, since: number) => SpendRow[] {
  const sums = store.prepare<[number, number, EndpointName], SpendSum>(`
    SELECT batch.id AS batch_id, batch.name AS batch, job.model, api_key.id AS key_id, api_key.label AS key, COUNT(*) AS jobs,
      COALESCE(SUM(credits) FILTER (WHERE credits_source = 'reported'), 0) AS reported,
      COALESCE(SUM(credits) FILTER (WHERE credits_source = 'estimated'), 0) AS estimated,
      SUM(credits IS NULL AND job.state IN ('done', 'uncertain')) AS unknown
    FROM (
      SELECT id FROM job WHERE state IN ('done', 'failed') AND finished_at >= +?
      UNION ALL SELECT id FROM job WHERE state = 'uncertain' AND state IN ('submitting', 'running', 'collecting', 'uncertain') AND submitted_at >= +?
    ) AS ended CROSS JOIN job ON job.id = ended.id JOIN batch ON batch.id = job.batch_id JOIN attempt ON attempt.id = job.attempt_id
      JOIN api_key ON api_key.id = attempt.key_id
    WHERE batch.endpoint = +?
    GROUP BY batch.id, job.model, api_key.id`);
  return (endpoint, since) => spendRows(sums.all(since, since, endpoint));
}

/** The same sums by batch, by model and by key; the dearest first. Pure. */
export function spendRows(sums: readonly SpendSum[]): SpendRow[] {
  return [
    ...added('batch', sums, (sum) => ({ id: String(sum.batch_id), name: sum.batch })),
    ...added('model', sums, (sum) => ({ id: sum.model, name: sum.model })),
    ...added('key', sums, (sum) => ({ id: String(sum.key_id), name: sum.key })),
  ];
}

function added(by: SpendRow['by'], sums: readonly SpendSum[], of: (sum: SpendSum) => { id: string; name: string }): SpendRow[] {
  const rows = new Map<string, SpendRow>();
  for (const sum of sums) {
    const { id, name } = of(sum);
    const row = rows.get(id) ?? { by, id, name, jobs: 0, reported: 0, estimated: 0, unknownJobs: 0 };
    row.jobs += sum.jobs;
    row.reported += sum.reported;
    row.estimated += sum.estimated;
    row.unknownJobs += sum.unknown;
    rows.set(id, row);
  }
  return [...rows.values()].toSorted((one, other) => other.reported + other.estimated - one.reported - one.estimated || other.jobs - one.jobs);
}
