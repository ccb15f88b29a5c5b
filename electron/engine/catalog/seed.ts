import seed from '../../../shared/models.seed.json' with { type: 'json' };

/** A model as the site's pages name it: what is known before the API was ever asked. */
export interface SeedModel {
  id: string;
  /** False: the id is a made-up slug and must not be run. */
  idKnown: boolean;
  aliases: readonly string[];
  name: string;
  provider: string | null;
  category: string | null;
  creditsPerRun: number | null;
  inputSchema: Record<string, unknown> | null;
}

export const SEED: readonly SeedModel[] = seed.map((model) => ({
  id: model.id,
  idKnown: model.id_known,
  aliases: model.aliases,
  name: model.name,
  provider: model.provider ?? model.vendor,
  category: model.category,
  creditsPerRun: model.credits_per_run,
  inputSchema: model.input_schema,
}));

const BY_ANY_ID = new Map(SEED.flatMap((model) => [model.id, ...model.aliases].map((id) => [id, model] as const)));

/** The seed's entry for an id in either style. */
export function seedOf(id: string): SeedModel | null {
  return BY_ANY_ID.get(id) ?? null;
}

/** The other ids under which an API may know this model (abstrakt-api, section 10, rule 7); empty for an unknown one. */
export function aliasesOf(id: string): string[] {
  const model = seedOf(id);
  return model ? [model.id, ...model.aliases].filter((other) => other !== id) : [];
}

/** One name for all ids of a model, so that what is learned under one holds for the others. */
export function canonicalId(id: string): string {
  return seedOf(id)?.id ?? id;
}
