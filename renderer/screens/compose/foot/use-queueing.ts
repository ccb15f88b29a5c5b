import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { CallInput } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { confirm } from '../../../components/confirm.tsx';
import { showToast } from '../../../components/toasts.ts';
import { counted, creditWords } from '../../../look/numbers.ts';
import { showErrorToast, useCommand, type Command } from '../../../state/command.ts';
import { navigate } from '../../../state/route.ts';
import { randomSeed, replaceDraft } from '../draft/draft-store.ts';
import { browserSlices } from '../jobs/browser-slices.ts';
import { notRunnableBecause } from '../jobs/cost.ts';
import type { Draft } from '../draft/draft.ts';
import { defaultName } from '../jobs/plan.ts';
import { COUNT } from '../jobs/problems.ts';
import { toBatch } from '../jobs/to-batch.ts';
import type { Composition } from '../use-composition.ts';
import { refusedFields, refusedJobs } from './refused-jobs.ts';
import type { Work } from './work.ts';

export interface Queueing extends Pick<Command<'batch.create'>, 'busy' | 'error' | 'forget'> {
  /** What the engine said about fields, until the draft changes. */
  refused: ReadonlyMap<string, string>;
  /** Why the button is off. */
  disabledBecause: string | undefined;
  queue(): void;
}

/** From so many jobs on it asks first. */
const ASKS_FROM = 10_000;

/** Queues the composition, by button or Ctrl+Enter. Problems are shown at their fields instead; the draft stays for the next time. */
export function useQueueing(composition: Composition, work: Work | null): Queueing {
  const create = useCommand('batch.create', true);
  const [expanding, setExpanding] = useState(false);
  const disabledBecause = offBecause(composition, work);
  const [tried, setTried] = useState<Draft | null>(null);
  const { planned: current, form } = composition;
  const stands = tried === current ? create.error : null;
  const refused = useMemo(() => (stands ? refusedFields(refusedJobs(stands), form) : NONE), [stands, form]);
  const busy = create.busy || expanding;

  async function queue(): Promise<void> {
    const { draft, planned, plan, model, problems, showAll } = composition;
    if (!model || !work || disabledBecause !== undefined || busy || draft !== planned) return;
    if (problems.size > 0) {
      showAll();
      requestAnimationFrame(focusFirstError);
      return;
    }
    if (work.jobs >= ASKS_FROM && !(await confirm(questionOf(work)))) return;
    const name = draft.name.trim() || defaultName(plan, model.name);
    setTried(planned);
    const batch = await expand(() => toBatch(planned, plan, { model: model.id, name, without: work.without }, browserSlices()));
    const made = batch && (await create.run(batch));
    if (!made) return;
    replaceDraft((before) => ({ ...before, seedStart: randomSeed() }));
    showToast({
      glyph: 'queued',
      title: `${counted(made.jobs, 'job')} queued`,
      detail: name,
      action: { label: 'Show', run: () => navigate('queue', made.batchId) },
    });
  }

  async function expand(make: () => Promise<CallInput<'batch.create'>>): Promise<CallInput<'batch.create'> | null> {
    setExpanding(true);
    try {
      return await make();
    } catch (error) {
      showErrorToast(AppError.from(error));
      return null;
    } finally {
      setExpanding(false);
    }
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || event.repeat || event.defaultPrevented) return;
    event.preventDefault();
    void queue();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return { refused, busy, error: create.error, forget: create.forget, disabledBecause, queue: () => void queue() };
}

const NONE: ReadonlyMap<string, string> = new Map();

function questionOf(work: Work) {
  const cost = work.credits === null ? 'credits unknown' : creditWords(work.credits);
  return {
    title: `Queue ${counted(work.jobs, 'job')}?`,
    hits: [{ glyph: 'queued', words: 'jobs to be made', count: work.jobs.toLocaleString() }] as const,
    note: `${cost[0]!.toUpperCase()}${cost.slice(1)}. They can be paused and cancelled in the queue.`,
    action: `Queue ${counted(work.jobs, 'job')}`,
    keep: 'Not yet',
  };
}

function focusFirstError(): void {
  document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
}

function offBecause({ model, problems }: Composition, work: Work | null): string | undefined {
  if (!model) return 'Choose a model first';
  const off = notRunnableBecause(model);
  if (off !== null) return `${model.name} cannot be run: ${off}`;
  if (work?.jobs === 0) return 'The library has all of these already';
  return problems.get(COUNT)?.message;
}
