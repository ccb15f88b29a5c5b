import type { EndpointName } from '../../../shared/domain.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Durations } from '../scheduler/quantiles.ts';

/** What the catalog has learned of a model's duration, as the scheduler asks for it. */
export function durationsOf(catalog: Catalog, endpoint: EndpointName, model: string): Durations {
  return {
    quantile: (p) => catalog.quantile(endpoint, model, p),
    bound: (p) => catalog.bound(endpoint, model, p),
    kind: catalog.get(endpoint, model)?.kind ?? 'other',
  };
}
