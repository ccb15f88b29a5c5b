import type { ModelInput } from '../../../shared/domain.ts';
import type { JobChange } from '../../../shared/contract.ts';

/** What of a job can be changed while it waits: it is only an input. */
export interface Changeable {
  model: string;
  input: ModelInput;
  priority: number;
}

/** The job with the change made. Pure; what the change does not name stays. */
export function changedJob(job: Changeable, { set, unset, model, priority }: JobChange): Changeable {
  const out = new Set(unset);
  const kept = Object.entries(job.input).filter(([name]) => !out.has(name));
  return { model: model ?? job.model, input: { ...Object.fromEntries(kept), ...set }, priority: priority ?? job.priority };
}
