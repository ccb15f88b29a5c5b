import type { CallInput } from '../../../../shared/contract.ts';
import type { ModelInput } from '../../../../shared/domain.ts';
import type { Draft } from '../draft/draft.ts';
import { assemble } from '../schema/assemble.ts';
import type { Form } from '../schema/field.ts';
import { own } from '../schema/json.ts';

/** What one job of the batch will be. `seed` null: the model picks one. */
export interface PlannedJob {
  prompt: string;
  seed: number | null;
  input: ModelInput;
}

/** The batch a draft stands for. Jobs are put together when looked at: a plan of 100,000 costs nothing. */
export interface Plan {
  prompts: readonly string[];
  count: number;
  at(index: number): PlannedJob;
}

/** The most the engine takes at once (contract, `batch.create`). */
export const MOST_JOBS = 100_000;

/** Every prompt `repeat` times, prompts running first. Repetitions get seeds of their own where the model has one. */
export function planJobs(draft: Draft, form: Form): Plan {
  const prompts = promptsOf(draft, form);
  const base = assemble(form, draft.values, '');
  const start = seedStart(draft, form, base);
  return {
    prompts,
    count: prompts.length * draft.repeat,
    at(index) {
      const prompt = prompts[index % prompts.length] ?? '';
      const seed = start === null ? null : seedAt(start, Math.floor(index / prompts.length), form);
      const seeded = form.seed && seed !== null ? { ...base, [form.seed.name]: seed } : base;
      return { prompt, seed, input: assemble(form, seeded, prompt) };
    },
  };
}

function promptsOf(draft: Draft, form: Form): string[] {
  if (!form.prompt) return [''];
  if (!draft.linewise) return [draft.prompt.trim()];
  const lines = draft.prompt.split('\n').map((line) => line.trim());
  const written = lines.filter((line) => line !== '');
  return written.length > 0 ? written : [''];
}

/** The seed set by hand, else a drawn one where repetition would otherwise make the same job twice. */
function seedStart(draft: Draft, form: Form, base: ModelInput): number | null {
  if (!form.seed) return null;
  const set = own(base, form.seed.name);
  if (typeof set === 'number') return set;
  return draft.repeat > 1 ? draft.seedStart : null;
}

/** The seed `step` repetitions on, turning round inside the field's bounds. */
function seedAt(start: number, step: number, form: Form): number {
  const min = form.seed?.range.min ?? 0;
  const max = form.seed?.range.max ?? Number.MAX_SAFE_INTEGER;
  if (step === 0 && start >= min && start <= max) return start;
  const span = max - min + 1;
  if (span <= 0) return start;
  const on = (start - min + step) % span;
  return min + (on < 0 ? on + span : on);
}

const PRIORITIES = { low: -10, normal: 0, high: 10 } as const;

/** The plan as the engine takes it. */
export function toBatch(draft: Draft, plan: Plan, model: string, name: string): CallInput<'batch.create'> {
  return {
    name,
    source: plan.count === 1 ? 'hand' : 'batch',
    jobs: Array.from({ length: plan.count }, (_, index) => ({ model, input: plan.at(index).input })),
    priority: PRIORITIES[draft.priority],
    labels: draft.labels,
    uncertainRule: draft.uncertainRule,
  };
}

const NAME_LENGTH = 60;

/** What the batch is called when it was not named: the first words of its prompt, else its model. */
export function defaultName(plan: Plan, modelName: string): string {
  const words = (plan.prompts[0] ?? '').replace(/\s+/g, ' ').trim();
  if (words === '') return modelName;
  const letters = [...words];
  if (letters.length <= NAME_LENGTH) return words;
  return `${letters
    .slice(0, NAME_LENGTH)
    .join('')
    .replace(/\s\S*$/, '')} …`;
}
