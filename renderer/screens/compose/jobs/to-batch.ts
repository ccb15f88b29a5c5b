import type { CallInput, JobDraft } from '../../../../shared/contract.ts';
import { inSlices, type SliceOptions } from '../../../../shared/matrix/slices.ts';
import type { Draft } from '../draft/draft.ts';
import type { Plan } from './plan.ts';

const PRIORITIES = { low: -10, normal: 0, high: 10 } as const;

export interface BatchParts {
  model: string;
  name: string;
  /** Jobs that are left out, by their number in the plan. */
  without: ReadonlySet<number>;
}

/** The plan as the engine takes it, put together in slices. Rejects when it is aborted. */
export async function toBatch(draft: Draft, plan: Plan, { model, name, without }: BatchParts, slices: SliceOptions): Promise<CallInput<'batch.create'>> {
  const jobs: JobDraft[] = [];
  await inSlices(
    plan.count,
    (index) => {
      if (!without.has(index)) jobs.push({ model, input: plan.at(index).input });
    },
    slices,
  );
  return {
    name,
    source: jobs.length === 1 ? 'hand' : 'batch',
    jobs,
    priority: PRIORITIES[draft.priority],
    labels: draft.labels,
    uncertainRule: draft.uncertainRule,
  };
}
