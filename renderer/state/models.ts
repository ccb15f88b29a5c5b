import type { ModelView } from '../../shared/domain.ts';

/** Whether a model is meant by an id. */
export function goesBy({ id, aliases }: Pick<ModelView, 'id' | 'aliases'>, meant: string): boolean {
  return id === meant || aliases.includes(meant);
}

/**
 * The model that an id means. Jobs keep the id they were composed with; once the API has listed the model, the catalog may know it under
 * another one and have that as an alias.
 */
export function findModel(models: Readonly<Record<string, ModelView>>, id: string): ModelView | undefined {
  return models[id] ?? Object.values(models).find((model) => goesBy(model, id));
}
