import type { Origin } from '../../../shared/domain.ts';
import type { BatchRow, JobRow } from './rows.ts';

/** What a job's prompt came from, as its row keeps it: the template's text stands once, in the batch. */
export interface JobOrigin extends Omit<Origin, 'template'> {
  /** Place among the batch's templates. */
  template: number;
}

/** What was picked, in the order of the template; nothing where the prompt was written as it stands. */
export function picksOf({ origin }: Pick<JobRow, 'origin'>): string[] {
  if (origin === null) return [];
  const { picks } = JSON.parse(origin) as JobOrigin;
  return Object.values(picks).filter((pick) => pick !== '');
}

/** The same in full; null where the prompt was written as it stands. */
export function originOf(job: Pick<JobRow, 'origin'>, batch: Pick<BatchRow, 'templates'> | null): Origin | null {
  if (job.origin === null || !batch) return null;
  const { template, picks, seed } = JSON.parse(job.origin) as JobOrigin;
  const text = (JSON.parse(batch.templates) as string[])[template];
  return text === undefined ? null : { template: text, picks, seed };
}
