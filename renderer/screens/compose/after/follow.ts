import type { BatchLayout, ModelInput, ModelView } from '../../../../shared/domain.ts';
import { outputRef } from '../../../../shared/media/reference.ts';
import { findModel } from '../../../state/models.ts';
import { assemble, keepWhatFits } from '../schema/assemble.ts';
import { checkField, checkInput } from '../schema/check.ts';
import type { Form } from '../schema/field.ts';
import { own } from '../schema/json.ts';
import { readForm } from '../schema/read-form.ts';
import { type After, readMore, type Step } from './after.ts';

/** A job as it is enqueued. */
export interface FollowJob {
  model: string;
  input: ModelInput;
}

/** What each job of the plan becomes: itself, a line of steps, or a race. */
export interface Follow {
  layout: BatchLayout;
  /** All models a row of jobs runs on, in order. */
  models: readonly ModelView[];
  /** The jobs that stand for one of the plan. `first`: the number the first of them has in the batch. */
  expand(input: ModelInput, first: number): FollowJob[];
  /** What keeps it from being queued. */
  problem: string | null;
}

export type Catalog = Readonly<Record<string, ModelView>>;

/** What a draft's jobs become. Pure. */
export function followOf(after: After, model: ModelView, form: Form, catalog: Catalog): Follow {
  switch (after.kind) {
    case 'nothing':
      return { layout: { kind: 'list' }, models: [model], expand: (input) => [{ model: model.id, input }], problem: null };
    case 'line':
      return lineOf(after.steps, model, form, catalog);
    case 'race':
      return raceOf(after.models, model, form, catalog);
  }
}

interface KnownStep {
  step: Step;
  model: ModelView;
  form: Form;
}

function lineOf(steps: readonly Step[], model: ModelView, form: Form, catalog: Catalog): Follow {
  const known = steps.flatMap((step): KnownStep[] => {
    const found = findModel(catalog, step.model);
    return found ? [{ step, model: found, form: readForm(found.inputSchema) }] : [];
  });
  return {
    layout: { kind: 'line', across: steps.length + 1 },
    models: [model, ...known.map((one) => one.model)],
    expand(input, first) {
      const prompt = promptOf(form, input);
      return [{ model: model.id, input }, ...known.map((one, at) => ({ model: one.model.id, input: stepInput(one, prompt, first + at) }))];
    },
    problem:
      steps
        .map((step, at) =>
          stepProblem(
            step,
            at + 2,
            known.find((one) => one.step === step),
          ),
        )
        .find((wrong) => wrong !== null) ?? null,
  };
}

/** `before`: the number of the job whose output it takes. */
function stepInput({ step, form }: KnownStep, prompt: string, before: number): ModelInput {
  const list = form.fields.find((field) => field.name === step.field)?.kind === 'list';
  const taken = list ? [outputRef(before)] : outputRef(before);
  return assemble(form, { ...readMore(step.more), [step.field]: taken }, step.prompt.trim() === '' ? prompt : step.prompt);
}

function stepProblem({ model, field, more }: Step, number: number, known: KnownStep | undefined): string | null {
  if (!known) return model === '' ? `Choose a model for step ${number}` : `The model of step ${number} is no longer in the catalog`;
  if (!mediaFields(known.form).includes(field)) return `Step ${number}: choose the field that takes what step ${number - 1} makes`;
  if (readMore(more) === null) return `Step ${number}: its other fields are not valid JSON yet`;
  const wrong = checkInput(known.form, stepInput(known, 'a prompt', 1));
  const [first] = wrong.values();
  return first === undefined ? null : `Step ${number}: ${first}`;
}

/** Fields of a form that take a picture, film or sound. */
export function mediaFields(form: Form): string[] {
  return form.fields.filter((field) => field.kind === 'media' || (field.kind === 'list' && field.item.kind === 'media')).map((field) => field.name);
}

function raceOf(ids: readonly string[], model: ModelView, form: Form, catalog: Catalog): Follow {
  const others = ids.flatMap((id) => findModel(catalog, id) ?? []);
  const forms = others.map((other) => readForm(other.inputSchema));
  return {
    layout: others.length === 0 ? { kind: 'list' } : { kind: 'race', across: others.length + 1 },
    models: [model, ...others],
    expand(input) {
      const prompt = promptOf(form, input);
      const seed = form.seed ? own(input, form.seed.name) : undefined;
      return [{ model: model.id, input }, ...others.map((other, at) => ({ model: other.id, input: rivalInput(forms[at]!, input, prompt, seed) }))];
    },
    problem: ids.length === 0 ? 'Choose a model to race against' : others.length < ids.length ? 'A model of the race is no longer in the catalog' : null,
  };
}

/** The same prompt and seed, and of the rest what this model takes. */
function rivalInput(form: Form, input: ModelInput, prompt: string, seed: unknown): ModelInput {
  const kept = keepWhatFits(form, input, (field, value) => checkField(field, value) === null);
  const seeded = form.seed && typeof seed === 'number' && checkField(form.seed, seed) === null ? { ...kept, [form.seed.name]: seed } : kept;
  return assemble(form, seeded, prompt);
}

function promptOf(form: Form, input: ModelInput): string {
  const written = form.prompt ? own(input, form.prompt.name) : undefined;
  return typeof written === 'string' ? written : '';
}
