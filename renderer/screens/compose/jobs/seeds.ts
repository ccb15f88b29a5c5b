import type { ModelInput } from '../../../../shared/domain.ts';
import { mixAll } from '../../../../shared/prompt/random.ts';
import type { Draft } from '../draft/draft.ts';
import type { Form } from '../schema/field.ts';
import { own } from '../schema/json.ts';

/** The seed of a job, by its number, its repetition, and the values that vary in it; null: the model picks one. */
export type Seeds = (index: number, repetition: number, set: ModelInput) => number | null;

const NONE: Seeds = () => null;

/** A drawn seed for each job; else the one that varies, the one set by hand, or a drawn one where repetition would make the same job twice, each going on by one a repetition. */
export function seedsOf(draft: Pick<Draft, 'seeds' | 'repeat' | 'seedStart'>, form: Form, base: ModelInput): Seeds {
  const field = form.seed;
  if (!field) return NONE;
  if (draft.seeds === 'each') return (index) => inBounds(mixAll(draft.seedStart, index) >>> 1, form);
  const set = own(base, field.name);
  const start = typeof set === 'number' ? set : draft.repeat > 1 ? draft.seedStart : null;
  return (_, repetition, varied) => {
    const from = own(varied, field.name) ?? start;
    return typeof from === 'number' ? stepped(from, repetition, form) : null;
  };
}

/** The seed `step` repetitions on, turning round inside the field's bounds. */
function stepped(start: number, step: number, form: Form): number {
  const { min, max } = boundsOf(form);
  if (step === 0 && start >= min && start <= max) return start;
  return max >= min ? wrapped(start + step, min, max) : start;
}

function inBounds(seed: number, form: Form): number {
  const { min, max } = boundsOf(form);
  return max >= min ? wrapped(seed, min, max) : min;
}

function wrapped(seed: number, min: number, max: number): number {
  const span = max - min + 1;
  const on = (seed - min) % span;
  return min + (on < 0 ? on + span : on);
}

function boundsOf(form: Form): { min: number; max: number } {
  return { min: form.seed?.range.min ?? 0, max: form.seed?.range.max ?? Number.MAX_SAFE_INTEGER };
}
