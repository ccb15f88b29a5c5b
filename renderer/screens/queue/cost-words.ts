import type { JobDetail } from '../../../shared/domain.ts';
import { creditWords } from '../../look/numbers.ts';

/** What it cost, or would: `price` is the catalog's. Unknown only where neither the API nor the catalog tells. */
export function costWords(job: Pick<JobDetail, 'credits' | 'state'>, price: number | null): string {
  if (job.credits?.source === 'reported') return `${creditWords(job.credits.amount)}, as the API reported`;
  const amount = job.credits?.amount ?? price;
  if (amount === null) return 'unknown';
  if (job.state === 'uncertain') return `may have cost ${creditWords(amount)}`;
  if (job.state === 'cancelled' || job.state === 'failed') return 'none reported';
  return `about ${creditWords(amount)}, as the catalog says`;
}
