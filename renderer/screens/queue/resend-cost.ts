import type { JobView, ModelView } from '../../../shared/domain.ts';
import { creditWords } from '../../look/numbers.ts';
import { findModel } from '../../state/models.ts';

type Models = Readonly<Record<string, ModelView>>;

/** What sending these jobs once more costs: what the API reported of each, else its model's price; unknown when one is. */
export function resendCost(jobs: readonly Pick<JobView, 'credits' | 'model'>[], models: Models): string {
  let sum = 0;
  for (const job of jobs) {
    const credits = job.credits?.amount ?? findModel(models, job.model)?.creditsPerRun ?? null;
    if (credits === null) return 'credits unknown';
    sum += credits;
  }
  return creditWords(sum);
}
