import type { Picks } from '../../../../shared/prompt/template.ts';
import type { CallArgs, CallInput, JobDraft } from '../../../../shared/contract.ts';
import { Slices, type SliceOptions } from '../../../../shared/matrix/slices.ts';
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

/** A batch that is put together while it is sent: of a hundred thousand jobs no more than a part is there at a time. */
export interface Expansion {
  /** Taken once. Rejects when it is aborted. */
  parts: AsyncIterable<JobDraft[]>;
  /** Everything but the jobs: known when all parts were taken. */
  about(): Omit<CallInput<'batch.create'>, 'jobs'>;
}

/** A part has so many jobs or more, and fewer than twice as many (contract, `compose.stage`). */
const PART = 500;

/** The plan as the engine takes it, put together in slices. */
export function expandPlan(draft: Draft, plan: Plan, { follow, name, without }: BatchParts, slices: SliceOptions): Expansion {
  const templates = new Map<string, number>();
  let count = 0;
  async function* parts(): AsyncGenerator<JobDraft[]> {
    const work = new Slices(slices);
    const rows = Math.max(1, Math.floor(PART / Math.max(1, follow.models.length)));
    let jobs: JobDraft[] = [];
    const take = (index: number) => {
      if (without.has(index)) return;
      const { input, picks } = plan.picked(index);
      const origin = originOf(plan.template(index), picks, templates, draft.seedStart);
      const made = follow.expand(input, count + 1);
      for (const job of made) jobs.push(origin ? { ...job, origin } : job);
      count += made.length;
    };
    for (let from = 0; from < plan.count; from += rows) {
      await work.run(from, Math.min(from + rows, plan.count), take);
      if (jobs.length < PART) continue;
      yield jobs;
      jobs = [];
    }
    if (jobs.length > 0) yield jobs;
  }
  return {
    parts: parts(),
    about: () => ({
      name,
      source: count === 1 ? 'hand' : 'batch',
      ...(follow.layout.kind === 'list' ? {} : { layout: follow.layout }),
      composition: { draft: JSON.stringify(draft), prompt: excerpt(draft) },
      ...(templates.size > 0 ? { templates: [...templates.keys()] } : {}),
      ...rulesOf(draft),
    }),
  };
}

/** The whole of it at once. */
export async function wholeBatch({ parts, about }: Expansion): Promise<CallInput<'batch.create'>> {
  const jobs: JobDraft[] = [];
  for await (const part of parts) for (const job of part) jobs.push(job);
  return { ...about(), jobs };
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
function originOf(text: string | null, picks: Picks, templates: Map<string, number>, seed: number): JobDraft['origin'] {
  if (text === null) return undefined;
  const template = templates.get(text) ?? templates.size;
  templates.set(text, template);
  return { template, picks, seed };
}
