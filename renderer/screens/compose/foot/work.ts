import { rowPrice } from '../jobs/cost.ts';
import type { Follow } from '../after/follow.ts';
import type { Plan } from '../jobs/plan.ts';
import type { Made } from '../jobs/use-made.ts';

/** What pressing the button queues. `credits` null: not known. */
export interface Work {
  /** Of the plan: each stands for a row of `follow.models`. */
  rows: number;
  jobs: number;
  credits: number | null;
  /** Jobs of the plan that are left out, by number: the library has them. */
  without: ReadonlySet<number>;
  /** False while the library is still asked: what it has would be paid for again. */
  settled: boolean;
}

const NOTHING: ReadonlySet<number> = new Set();

/** null before there is a model. */
export function workOf(plan: Plan, follow: Follow | null, made: Made, leaveOut: boolean): Work | null {
  if (!follow) return null;
  const without = leaveOut ? new Set(made.jobs.keys()) : NOTHING;
  const rows = plan.count - without.size;
  const price = rowPrice(follow.models);
  return { rows, jobs: rows * follow.models.length, credits: price === null ? null : price * rows, without, settled: !(leaveOut && made.looking) };
}
