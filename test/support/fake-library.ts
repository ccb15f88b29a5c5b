import type { CallOutput } from '../../shared/contract.ts';
import type { AssetView } from '../../shared/domain.ts';

type Facet = CallOutput<'asset.facets'>['kinds'];

/** Counts of these assets, as the engine's facets tell them. */
export function facetsOfAssets(found: readonly AssetView[]): CallOutput<'asset.facets'> {
  const picks = new Map<string, string[]>();
  for (const { origin } of found) for (const [name, value] of Object.entries(origin?.picks ?? {})) picks.set(name, [...(picks.get(name) ?? []), value]);
  return {
    kinds: counted(found.map(({ kind }) => kind)),
    models: counted(found.map(({ model }) => model)).map((one) => ({ ...one, name: found.find(({ model }) => model === one.value)!.modelName })),
    ratings: counted(found.map(({ kept }) => String(kept.rating ?? 0))),
    labels: counted(found.flatMap(({ kept }) => kept.label ?? [])),
    tags: counted(found.flatMap(({ kept }) => kept.tags)),
    states: counted(found.flatMap(({ kept }) => [...(kept.favourite ? ['favourite'] : []), ...(kept.pick ? [kept.pick] : [])])),
    picks: [...picks].map(([name, values]) => ({ name, values: counted(values) })),
    total: found.length,
    bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function counted(values: readonly string[]): Facet {
  return [...new Set(values)]
    .map((value) => ({ value, assets: values.filter((other) => other === value).length }))
    .toSorted((one, other) => other.assets - one.assets);
}
