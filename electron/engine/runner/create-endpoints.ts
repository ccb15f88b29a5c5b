import type { EndpointName } from '../../../shared/domain.ts';
import { createApiClient } from '../api/api-client.ts';
import { dialect, type DialectStore, FIRST_DIALECT, idFor, withAlias } from '../api/dialect.ts';
import { createDownloader } from '../api/downloader.ts';
import { withListedIds } from '../api/known-ids.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { EngineOptions } from '../engine-types.ts';
import { LineHealth } from '../scheduler/line-health.ts';
import type { SettingStore } from '../store/settings.ts';
import type { Endpoint, Endpoints } from './endpoints.ts';

/** The real API at its address, and the sandbox at its own while it runs. */
export function createEndpoints(
  options: EngineOptions,
  settings: SettingStore,
  catalog: Catalog,
  onModels: () => void,
): Endpoints & { setSandbox(baseUrl: string | null): void } {
  const make = (name: EndpointName, baseUrl: string): Endpoint => {
    const aliasesOf = (model: string) => catalog.aliasesOf(model);
    const spoken: DialectStore = { get: () => settings.get(`dialect.${name}`, dialect, FIRST_DIALECT), set: (next) => settings.set(`dialect.${name}`, next) };
    return {
      name,
      baseUrl,
      api: createApiClient({ baseUrl, fetch: options.fetch, clock: options.clock, aliasesOf, dialect: spoken }),
      downloader: createDownloader({ fetch: options.fetch, baseUrl }),
      health: new LineHealth(options.random),
      listed(models) {
        catalog.store(name, models);
        spoken.set(
          withListedIds(
            spoken.get(),
            models.map((model) => model.id),
            aliasesOf,
          ),
        );
        onModels();
      },
      typed(model, id) {
        if (idFor(model, spoken.get()) === model) spoken.set(withAlias(spoken.get(), model, id));
      },
    };
  };
  const known = new Map<EndpointName, Endpoint>([['api', make('api', options.baseUrl)]]);
  return {
    get: (name) => known.get(name) ?? null,
    all: () => [...known.values()],
    setSandbox(baseUrl) {
      if (baseUrl === null) known.delete('sandbox');
      else known.set('sandbox', make('sandbox', baseUrl));
    },
  };
}
