import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { CallOutput } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { confirm } from '../../../components/confirm.tsx';
import { showToast } from '../../../components/toasts.ts';
import { counted, creditWords } from '../../../look/numbers.ts';
import { useClient } from '../../../state/engine.tsx';
import { navigate } from '../../../state/route.ts';
import { useStable } from '../../../state/use-stable.ts';
import { randomSeed, replaceDraft } from '../draft/draft-store.ts';
import { browserSlices } from '../jobs/browser-slices.ts';
import { notRunnableBecause } from '../jobs/cost.ts';
import type { Draft } from '../draft/draft.ts';
import type { Follow } from '../after/follow.ts';
import { defaultName, MOST_JOBS } from '../jobs/plan.ts';
import { COUNT } from '../jobs/problems.ts';
import { expandPlan, type Expansion } from '../jobs/to-batch.ts';
import type { Composition } from '../use-composition.ts';
import { sendBatch } from './send-batch.ts';
import { refusedFields, refusedJobs } from './refused-jobs.ts';
import type { Work } from './work.ts';

export interface Queueing {
  busy: boolean;
  /** Why the engine took none of the jobs. */
  error: AppError | null;
  forget(): void;
  /** What the engine said about fields, until the draft changes. */
  refused: ReadonlyMap<string, string>;
  /** Why the button is off. */
  disabledBecause: string | undefined;
  queue(): void;
}

/** From so many jobs on it asks first. */
const ASKS_FROM = 10_000;

/** Queues the composition, by button or Ctrl+Enter. Problems are shown at their fields instead; the draft stays for the next time. */
export function useQueueing(composition: Composition, work: Work | null, follow: Follow | null): Queueing {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  /** Pressed while the plan is a moment behind what was typed, or the library is still asked: queued as soon as neither is. */
  const pressed = useRef(false);
  const disabledBecause = offBecause(composition, work, follow);
  const [tried, setTried] = useState<Draft | null>(null);
  const { draft, planned, form } = composition;
  const ready = draft === planned && work?.settled !== false;
  const stands = tried === planned ? error : null;
  const refused = useMemo(() => (stands ? refusedFields(refusedJobs(stands), form) : NONE), [stands, form]);

  async function queue(): Promise<void> {
    const { plan, model, problems, showAll } = composition;
    pressed.current = !ready;
    if (pressed.current) return;
    if (!model || !work || !follow || disabledBecause !== undefined || busy) return;
    if (problems.size > 0) {
      showAll();
      requestAnimationFrame(focusFirstError);
      return;
    }
    if (work.jobs >= ASKS_FROM && !(await confirm(questionOf(work)))) return;
    const name = draft.name.trim() || defaultName(plan, model.name);
    setTried(planned);
    const made = await send(expandPlan(planned, plan, { follow, name, without: work.without }, browserSlices()));
    if (!made) return;
    replaceDraft((before) => ({ ...before, seedStart: randomSeed() }));
    showToast({
      glyph: 'queued',
      title: `${counted(made.jobs, 'job')} queued`,
      detail: name,
      action: { label: 'Show', run: () => navigate('queue', made.batchId) },
    });
  }

  async function send(expansion: Expansion): Promise<CallOutput<'batch.create'> | null> {
    setBusy(true);
    setError(null);
    try {
      return await sendBatch(client, expansion);
    } catch (thrown) {
      setError(AppError.from(thrown));
      return null;
    } finally {
      setBusy(false);
    }
  }

  const onCaughtUp = useEffectEvent(() => {
    if (pressed.current) void queue();
  });
  useEffect(() => {
    if (ready) onCaughtUp();
  }, [ready]);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || event.repeat || event.defaultPrevented || isInDialog(event)) return;
    event.preventDefault();
    void queue();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  const [press, forget] = [useStable(() => void queue()), useStable(() => setError(null))];
  return useMemo(() => ({ refused, busy, error, forget, disabledBecause, queue: press }), [refused, busy, error, forget, disabledBecause, press]);
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

/** What is open over the screen has its own Enter. */
function isInDialog({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role=dialog], [role=alertdialog]') !== null;
}

function focusFirstError(): void {
  document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
}

function offBecause({ model, problems }: Composition, work: Work | null, follow: Follow | null): string | undefined {
  if (!model) return 'Choose a model first';
  const off = notRunnableBecause(model);
  if (off !== null) return `${model.name} cannot be run: ${off}`;
  if (follow?.problem) return follow.problem;
  if (work && work.jobs > MOST_JOBS) return `At most ${MOST_JOBS.toLocaleString()} jobs a batch, these are ${work.jobs.toLocaleString()}`;
  if (work?.jobs === 0) return 'The library has all of these already';
  return problems.get(COUNT)?.message;
}
