import type { Revision } from '../options.ts';
import { CATALOG, type SandboxModel } from './catalog.ts';
import type { DurationSpec } from './durations.ts';
import { FLUX_SCHNELL, FLUX_SCHNELL_T } from './schemas.ts';

export interface ModelSummary {
  id: string;
  name: string;
  description: string;
  category: string;
  provider: string;
  status: 'active';
  pricing: { credits_per_run: number };
}

export interface ModelQuery {
  category: string | null;
  search: string | null;
}

/** The catalog as one revision shows it: A and T by path, B by slug. The other style of an id is not found, as at the API. */
export class ModelBook {
  readonly #byId: ReadonlyMap<string, SandboxModel>;

  constructor(revision: Revision, durations: Readonly<Record<string, DurationSpec>>) {
    const models = CATALOG.map((model) => adapted(model, revision, durations));
    this.#byId = new Map(models.map((model) => [revision === 'B' ? model.slug : model.pathId, model]));
  }

  find(id: string): SandboxModel | null {
    return this.#byId.get(id) ?? null;
  }

  /** Matches `search` in name and description, ignoring case. */
  list({ category, search }: ModelQuery): ModelSummary[] {
    const words = search?.toLowerCase() ?? '';
    return [...this.#byId]
      .map(([id, model]) => summaryOf(id, model))
      .filter((model) => category === null || model.category === category)
      .filter((model) => `${model.name} ${model.description}`.toLowerCase().includes(words));
  }
}

export function summaryOf(id: string, model: SandboxModel): ModelSummary {
  const { name, description, category, provider } = model;
  return { id, name, description, category, provider, status: 'active', pricing: { credits_per_run: model.creditsPerRun } };
}

function adapted(model: SandboxModel, revision: Revision, durations: Readonly<Record<string, DurationSpec>>): SandboxModel {
  const duration = durations[model.pathId] ?? durations[model.slug] ?? model.duration;
  const inputSchema = revision === 'T' && model.inputSchema === FLUX_SCHNELL ? FLUX_SCHNELL_T : model.inputSchema;
  return { ...model, duration, inputSchema };
}
