import type { ModelView } from '../../../../shared/domain.ts';
import { estimatedCredits } from '../jobs/cost.ts';
import type { Plan } from '../jobs/plan.ts';
import type { Made } from '../jobs/use-made.ts';

/** What pressing the button queues. `credits` null: not known. */
export interface Work {
  jobs: number;
  credits: number | null;
  /** Jobs of the plan that are left out, by number: the library has them. */
  without: ReadonlySet<number>;
  /** False while the library is still asked: what it has would be paid for again. */
  settled: boolean;
}

const NOTHING: ReadonlySet<number> = new Set();

/** null before there is a model. */
export function workOf(plan: Plan, model: ModelView | null, made: Made, leaveOut: boolean): Work | null {
  if (!model) return null;
  const without = leaveOut ? new Set(made.jobs.keys()) : NOTHING;
  const jobs = plan.count - without.size;
  return { jobs, credits: estimatedCredits(model, jobs), without, settled: !(leaveOut && made.looking) };
}
