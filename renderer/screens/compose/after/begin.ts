import type { ModelView } from '../../../../shared/domain.ts';
import { readForm } from '../schema/read-form.ts';
import { type After, NOTHING_AFTER, type Step } from './after.ts';
import { mediaFields } from './follow.ts';

/** What is made besides each job, as it begins: a first step by the first model that takes a file, or a race that nobody has joined. */
export function begun(kind: After['kind'], models: readonly ModelView[]): After {
  if (kind === 'line') return { kind, steps: [newStep(models)] };
  return kind === 'race' ? { kind, models: [] } : NOTHING_AFTER;
}

/** A step by the first model that is known to take a file. */
export function newStep(models: readonly ModelView[]): Step {
  const first = takers(models)[0];
  return { model: first?.id ?? '', field: first ? (fieldsOf(first)[0] ?? '') : '', prompt: '', more: '' };
}

/** Models that are known to take a file. */
export function takers(models: readonly ModelView[]): ModelView[] {
  return models.filter((model) => model.runnable && fieldsOf(model).length > 0);
}

/** Its fields that take a file. */
export function fieldsOf(model: ModelView): string[] {
  return model.inputSchema === null ? [] : mediaFields(readForm(model.inputSchema));
}
