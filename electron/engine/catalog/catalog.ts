import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../shared/clock.ts';
import type { EndpointName, ModelView } from '../../../shared/domain.ts';
import type { RemoteModel } from '../api/exchange.ts';
import { isSegment } from '../api/paths.ts';
import type { Complaint } from './complaints.ts';
import { Durations } from './durations.ts';
import { InputCheck } from './input-check.ts';
import { type KnownModel, mergeModels } from './merge.ts';
import { ModelRows } from './model-rows.ts';
import { aliasesOf, seedOf } from './seed.ts';

/** Models by endpoint: the seed until an API told more, and what its own runs taught. Synchronous; reads come from memory. */
export interface Catalog {
  /** Sorted by name. */
  list(endpoint: EndpointName): ModelView[];
  /** By id, or by an id the same model has elsewhere. */
  get(endpoint: EndpointName, idOrAlias: string): ModelView | null;
  /** Keeps what the API listed or told of one model; returns these models as they are now. */
  store(endpoint: EndpointName, models: readonly RemoteModel[]): ModelView[];
  /** Other ids of the same model: what the API client tries on MODEL_NOT_FOUND. */
  aliasesOf(id: string): string[];
  /** One small write; put it into the transaction that ends the job. */
  recordDuration(endpoint: EndpointName, model: string, ms: number): void;
  /** A transaction with such a write was rolled back: the database knows better. */
  rereadDurations(): void;
  /** Milliseconds that the share `p` of runs does not exceed; null before the first. */
  quantile(endpoint: EndpointName, model: string, p: number): number | null;
  /** Milliseconds that the next run does not exceed with the chance `p`, 0.5 to 1: above the quantile while few runs are known; null before the first. */
  bound(endpoint: EndpointName, model: string, p: number): number | null;
  /** What is wrong with a job's model and input; empty when it may be enqueued. An unknown model may be run: its id was typed by hand. */
  checkInput(endpoint: EndpointName, model: string, input: unknown): Complaint[];
}

interface Known {
  models: readonly KnownModel[];
  byId: ReadonlyMap<string, KnownModel>;
}

export function createCatalog({ db, clock }: { db: Database; clock: Clock }): Catalog {
  const rows = new ModelRows(db);
  const durations = new Durations(db);
  const check = new InputCheck();
  const cache = new Map<EndpointName, Known>();

  const known = (endpoint: EndpointName): Known => {
    const found = cache.get(endpoint) ?? indexed(mergeModels(rows.all(endpoint)));
    cache.set(endpoint, found);
    return found;
  };
  const find = (endpoint: EndpointName, id: string): KnownModel | null => known(endpoint).byId.get(id) ?? null;
  const view = (endpoint: EndpointName, model: KnownModel): ModelView => ({ ...model, usualMs: durations.quantile(endpoint, model.id, 0.5) });
  const get = (endpoint: EndpointName, id: string): ModelView | null => {
    const model = find(endpoint, id);
    return model && view(endpoint, model);
  };

  return {
    list: (endpoint) => known(endpoint).models.map((model) => view(endpoint, model)),
    get,
    store(endpoint, models) {
      rows.upsert(models.map((model) => ({ ...rowOf(model), endpoint, updated_at: clock.now() })));
      cache.delete(endpoint);
      return models.flatMap(({ id }) => get(endpoint, id) ?? []);
    },
    aliasesOf,
    recordDuration: (endpoint, model, ms) => durations.record(endpoint, model, ms),
    rereadDurations: () => durations.forget(),
    quantile: (endpoint, model, p) => durations.quantile(endpoint, model, p),
    bound: (endpoint, model, p) => durations.bound(endpoint, model, p),
    checkInput(endpoint, id, input) {
      if (!isObject(input)) return [{ field: 'input', message: 'input: an object' }];
      const model = find(endpoint, id);
      if (!model) return id.split('/').every(isSegment) ? [] : [unsendable(id)];
      if (!model.runnable) return [unconfirmed(model)];
      return model.inputSchema ? check.complaints(model.inputSchema, input).filter((found) => !isForgiven(found, model, input)) : [];
    },
  };
}

function indexed(models: readonly KnownModel[]): Known {
  const byAlias = models.flatMap((model) => model.aliases.map((alias) => [alias, model] as const));
  return { models, byId: new Map([...byAlias, ...models.map((model) => [model.id, model] as const)]) };
}

function rowOf({ id, name, description, provider, category, creditsPerRun, inputSchema }: RemoteModel) {
  const aliases = JSON.stringify(aliasesOf(id));
  const input_schema = inputSchema && JSON.stringify(inputSchema);
  return { id, aliases, name, description, provider, category, credits_per_run: creditsPerRun, input_schema };
}

function unconfirmed({ name }: KnownModel): Complaint {
  return { field: 'model', message: `model: the API has not confirmed an id for ${name} yet. Refresh the models first.` };
}

/** It would never leave this machine, and be tried again for ever. */
function unsendable(id: string): Complaint {
  return { field: 'model', message: `model: “${id}” can be no model’s id. Take one from the list.` };
}

/** Until the API tells its own schema, a size may also be `{ width, height }` (section 10, rule 12). */
function isForgiven({ field }: Complaint, { id, inputSchema }: KnownModel, input: Record<string, unknown>): boolean {
  return inputSchema === seedOf(id)?.inputSchema && field === 'image_size' && isObject(input['image_size']);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
