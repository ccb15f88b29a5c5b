import type { ModelInput } from '../../../shared/domain.ts';
import type { JobChange } from '../../../shared/contract.ts';
import { promptOf } from './prompt-of.ts';
import type { JobOrigin } from './origin.ts';

/** What of a job can be changed while it waits: it is only an input. */
export interface Changeable {
  model: string;
  input: ModelInput;
  priority: number;
  /** What its prompt came from, as its row keeps it. */
  origin: string | null;
}

/** The job with the change made. Pure; what the change does not name stays. */
export function changedJob(job: Changeable, { set, unset, model, priority }: JobChange): Changeable {
  const out = new Set(unset);
  const kept = Object.entries(job.input).filter(([name]) => !out.has(name));
  const input = { ...Object.fromEntries(kept), ...set };
  const touched = [...out, ...Object.keys(set ?? {})];
  return { model: model ?? job.model, input, priority: priority ?? job.priority, origin: stillStands(job, input, touched) ? job.origin : null };
}

/** What was picked is no more in a job whose prompt, or a field that varied, is another now. */
function stillStands({ input, origin }: Changeable, changed: ModelInput, touched: readonly string[]): boolean {
  if (origin === null) return true;
  const { picks } = JSON.parse(origin) as JobOrigin;
  return promptOf(input) === promptOf(changed) && !touched.some((name) => Object.hasOwn(picks, name));
}
