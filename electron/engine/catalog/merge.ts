import type { ModelView } from '../../../shared/domain.ts';
import { kindOf } from './kind.ts';
import type { ModelRow } from './model-rows.ts';
import { aliasesOf, SEED, type SeedModel, seedOf } from './seed.ts';

/** A model without what changes by the minute. */
export type KnownModel = Omit<ModelView, 'usualMs'>;

/**
 * The API's list over the seed's. A listed model takes from the seed what the API left out; a seed entry whose model is listed, under
 * whichever id, is gone; the rest of the seed stays as it is. Sorted by name.
 */
export function mergeModels(rows: readonly ModelRow[]): KnownModel[] {
  const listed = new Set(rows.map((row) => row.id));
  const isListed = (model: SeedModel) => [model.id, ...model.aliases].some((id) => listed.has(id));
  const fromApi = rows.map((row) => modelOfRow(row, listed));
  const fromSeed = SEED.filter((model) => !isListed(model)).map(modelOfSeed);
  return [...fromApi, ...fromSeed].sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
}

function modelOfRow(row: ModelRow, listed: ReadonlySet<string>): KnownModel {
  const seed = seedOf(row.id);
  const category = row.category ?? seed?.category ?? null;
  return {
    id: row.id,
    aliases: aliasesOf(row.id).filter((id) => !listed.has(id)),
    name: row.name === row.id ? (seed?.name ?? row.name) : row.name,
    description: row.description,
    provider: row.provider ?? seed?.provider ?? null,
    category,
    kind: kindOf(category),
    creditsPerRun: row.credits_per_run ?? seed?.creditsPerRun ?? null,
    inputSchema: schemaOf(row.input_schema) ?? jsonSchema(seed?.inputSchema ?? null),
    runnable: true,
    source: 'api',
  };
}

function modelOfSeed({ id, idKnown, aliases, name, provider, category, creditsPerRun, inputSchema }: SeedModel): KnownModel {
  return {
    id,
    aliases: [...aliases],
    name,
    description: null,
    provider,
    category,
    kind: kindOf(category),
    creditsPerRun,
    inputSchema: jsonSchema(inputSchema),
    runnable: idKnown,
    source: 'seed',
  };
}

/** Only objects are ever written to the column. */
function schemaOf(text: string | null): ModelView['inputSchema'] {
  return text === null ? null : (JSON.parse(text) as ModelView['inputSchema']);
}

/** The seed is a JSON file: its schemas are JSON. */
function jsonSchema(schema: Record<string, unknown> | null): ModelView['inputSchema'] {
  return schema as ModelView['inputSchema'];
}
