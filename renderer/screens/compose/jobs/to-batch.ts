import type { CallArgs, CallInput, JobDraft } from '../../../../shared/contract.ts';
import { inSlices, type SliceOptions } from '../../../../shared/matrix/slices.ts';
import { ownZone, startOfDraft } from '../batch/start.ts';
import { excerpt } from '../draft/draft-name.ts';
import type { Draft } from '../draft/draft.ts';
import type { Follow } from '../after/follow.ts';
import type { Plan } from './plan.ts';

export const PRIORITIES = { low: -10, normal: 0, high: 10 } as const;

export interface BatchParts {
  /** What each job of the plan becomes. */
  follow: Follow;
  name: string;
  /** Jobs that are left out, by their number in the plan. */
  without: ReadonlySet<number>;
}

/** The plan as the engine takes it, put together in slices. Rejects when it is aborted. */
export async function toBatch(draft: Draft, plan: Plan, { follow, name, without }: BatchParts, slices: SliceOptions): Promise<CallInput<'batch.create'>> {
  const jobs: JobDraft[] = [];
  const templates = new Map<string, number>();
  const take = (index: number) => {
    if (without.has(index)) return;
    const origin = originOf(plan, index, templates, draft.seedStart);
    for (const job of follow.expand(plan.at(index).input, jobs.length + 1)) jobs.push({ ...job, ...(origin ? { origin } : {}) });
  };
  await inSlices(plan.count, take, slices);
  return {
    name,
    source: jobs.length === 1 ? 'hand' : 'batch',
    jobs,
    ...(follow.layout.kind === 'list' ? {} : { layout: follow.layout }),
    composition: { draft: JSON.stringify(draft), prompt: excerpt(draft) },
    ...(templates.size > 0 ? { templates: [...templates.keys()] } : {}),
    ...rulesOf(draft),
  };
}

/** How the draft wants its jobs sent. A start that does not read (which is a problem of its own) is none. */
export function rulesOf(draft: Draft): Rules {
  const start = startOfDraft(draft.start, ownZone());
  return {
    priority: PRIORITIES[draft.priority],
    labels: draft.labels,
    uncertainRule: draft.uncertainRule,
    start: start.ok ? start.start : { kind: 'now' },
    tryFirst: draft.tryFirst,
    creditBudget: draft.creditBudget === null ? null : { credits: draft.creditBudget, unknown: 'wait' },
    stopAfter: draft.stopAfter,
  };
}

type Rules = Pick<CallArgs<'batch.create'>, 'priority' | 'labels' | 'uncertainRule' | 'start' | 'tryFirst' | 'creditBudget' | 'stopAfter'>;

/** What a job's prompt came from; its template is added to the batch's where it is new. */
function originOf(plan: Plan, index: number, templates: Map<string, number>, seed: number): JobDraft['origin'] {
  const text = plan.template(index);
  if (text === null) return undefined;
  const template = templates.get(text) ?? templates.size;
  templates.set(text, template);
  return { template, picks: plan.picks(index), seed };
}
