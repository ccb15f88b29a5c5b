import { useDeferredValue, useMemo, useState } from 'react';
import type { ModelView } from '../../../shared/domain.ts';
import { useEngine } from '../../state/engine.tsx';
import { useModels } from '../../state/lists.ts';
import { findModel } from '../../state/models.ts';
import { useDraft } from './draft/draft-store.ts';
import type { Draft } from './draft/draft.ts';
import { planJobs, type Plan } from './jobs/plan.ts';
import { findProblems, type Problem } from './jobs/problems.ts';
import type { Form } from './schema/field.ts';
import { readForm, UNKNOWN_FORM } from './schema/read-form.ts';
import { useWildcards, type Wildcards } from './wildcards/use-wildcards.ts';

/** Everything the compose screen shows, derived from draft and catalog. */
export interface Composition {
  draft: Draft;
  models: readonly ModelView[];
  /** Null: none chosen, or one that is no longer in the catalog. */
  model: ModelView | null;
  form: Form;
  plan: Plan;
  /** The draft the plan was made from: a moment older while one types. */
  planned: Draft;
  wildcards: Wildcards;
  problems: ReadonlyMap<string, Problem>;
  /** What of the problems to show now: what is missing only once the user tried to queue. */
  errors: ReadonlyMap<string, string>;
  /** From now on what is missing is shown too. */
  showAll(): void;
}

export function useComposition(): Composition {
  const draft = useDraft();
  const models = useModels();
  const model = useEngine((state) => (draft.model === null ? undefined : findModel(state.models, draft.model))) ?? null;
  const wildcards = useWildcards();
  const [all, setAll] = useState(false);
  const schema = model?.inputSchema;
  const form = useMemo(() => (schema ? readForm(schema) : UNKNOWN_FORM), [schema]);
  // Typing into a prompt of thousands of lines stays quick: the plan follows a moment later.
  const planned = useDeferredValue(draft);
  const { lists } = wildcards;
  const plan = useMemo(() => planJobs(planned, form, lists), [planned, form, lists]);
  const problems = useMemo(() => findProblems(planned, form, plan), [planned, form, plan]);
  const errors = useMemo(
    () => new Map([...problems].filter(([, problem]) => all || !problem.missing).map(([name, { message }]) => [name, message])),
    [problems, all],
  );
  return { draft, models, model, form, plan, planned, wildcards, problems, errors, showAll: () => setAll(true) };
}
