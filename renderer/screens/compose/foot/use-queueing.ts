import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { showToast } from '../../../components/toasts.ts';
import { counted } from '../../../look/numbers.ts';
import { useCommand, type Command } from '../../../state/command.ts';
import { navigate } from '../../../state/route.ts';
import { changeDraft, randomSeed } from '../draft/draft-store.ts';
import { notRunnableBecause } from '../jobs/cost.ts';
import type { Draft } from '../draft/draft.ts';
import { defaultName, toBatch } from '../jobs/plan.ts';
import { COUNT } from '../jobs/problems.ts';
import type { Composition } from '../use-composition.ts';
import { refusedFields, refusedJobs } from './refused-jobs.ts';

export interface Queueing extends Pick<Command<'batch.create'>, 'busy' | 'error' | 'forget'> {
  /** What the engine said about fields, until the draft changes. */
  refused: ReadonlyMap<string, string>;
  /** Why the button is off. */
  disabledBecause: string | undefined;
  queue(): void;
}

/** Queues the composition, by button or Ctrl+Enter. Problems are shown at their fields instead; the draft stays for the next time. */
export function useQueueing(composition: Composition): Queueing {
  const create = useCommand('batch.create', true);
  const disabledBecause = offBecause(composition);
  const [tried, setTried] = useState<Draft | null>(null);
  const { draft: current, form } = composition;
  const stands = tried === current ? create.error : null;
  const refused = useMemo(() => (stands ? refusedFields(refusedJobs(stands), form) : NONE), [stands, form]);

  async function queue(): Promise<void> {
    const { draft, plan, model, problems, showAll } = composition;
    if (!model || disabledBecause !== undefined || create.busy) return;
    if (problems.size > 0) {
      showAll();
      requestAnimationFrame(focusFirstError);
      return;
    }
    const name = draft.name.trim() || defaultName(plan, model.name);
    setTried(draft);
    const made = await create.run(toBatch(draft, plan, model.id, name));
    if (!made) return;
    changeDraft((before) => ({ ...before, seedStart: randomSeed() }));
    showToast({
      glyph: 'queued',
      title: `${counted(made.jobs, 'job')} queued`,
      detail: name,
      action: { label: 'Show', run: () => navigate('queue', made.batchId) },
    });
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || event.repeat) return;
    event.preventDefault();
    void queue();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return { refused, busy: create.busy, error: create.error, forget: create.forget, disabledBecause, queue: () => void queue() };
}

const NONE: ReadonlyMap<string, string> = new Map();

function focusFirstError(): void {
  document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
}

function offBecause({ model, problems }: Composition): string | undefined {
  if (!model) return 'Choose a model first';
  const off = notRunnableBecause(model);
  if (off !== null) return `${model.name} cannot be run: ${off}`;
  return problems.get(COUNT)?.message;
}
