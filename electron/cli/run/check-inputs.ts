import type { ModelView } from '../../../shared/domain.ts';
import { InputCheck } from '../../engine/catalog/input-check.ts';
import type { PromptBatch } from '../../engine/intake/prompt-file.ts';
import { isObject, type Problem } from '../../engine/intake/row.ts';

/**
 * What the engine would refuse when it enqueues a batch, for all batches of a file before the first is enqueued: a file goes in whole or not at all.
 * `modelOf` finds a model by either of its ids; a model that is not known may be run.
 */
export function checkInputs(batches: PromptBatch[], modelOf: (id: string) => ModelView | undefined): Problem[] {
  const check = new InputCheck();
  const problems = batches.flatMap(({ jobs, lines }) =>
    jobs.flatMap((job, index) => complaints(check, modelOf(job.model), job.input).map((message) => ({ line: lines[index] ?? 1, message }))),
  );
  return problems.toSorted((a, b) => a.line - b.line);
}

function complaints(check: InputCheck, model: ModelView | undefined, input: Record<string, unknown>): string[] {
  if (!model) return [];
  if (!model.runnable) return [`The API has not confirmed an id for ${model.name} yet.`];
  if (!model.inputSchema) return [];
  return check
    .complaints(model.inputSchema, input)
    .filter(({ field }) => !isForgiven(field, model, input))
    .map(({ message }) => `${message}.`);
}

/** Until the API tells its own schema, a size may also be `{ width, height }` (abstrakt-api.md, section 10, rule 12). */
function isForgiven(field: string, model: ModelView, input: Record<string, unknown>): boolean {
  return model.source === 'seed' && field === 'image_size' && isObject(input['image_size']);
}
