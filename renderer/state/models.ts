import type { ModelView } from '../../shared/domain.ts';

/**
 * The model that an id means. Jobs keep the id they were composed with; once the API has listed the model, the catalog may know it under
 * another one and have that as an alias.
 */
export function findModel(models: Readonly<Record<string, ModelView>>, id: string): ModelView | undefined {
  return models[id] ?? Object.values(models).find((model) => model.aliases.includes(id));
}
