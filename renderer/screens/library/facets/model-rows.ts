import type { CallOutput } from '../../../../shared/contract.ts';
import type { ModelView } from '../../../../shared/domain.ts';
import { findModel } from '../../../state/models.ts';
import type { FacetRow } from './facet.tsx';

type ModelCount = CallOutput<'asset.facets'>['models'][number];

/** A model that goes by several ids once. It is asked for by its name where no other has it, for names can be read. */
export function modelRows(counts: readonly ModelCount[], catalog: Readonly<Record<string, ModelView>>): FacetRow[] {
  const rows = new Map<string, { names: Set<string>; ids: string[]; words: string; assets: number }>();
  for (const { value, name, assets } of counts) {
    const model = findModel(catalog, value);
    const key = model?.id ?? value;
    const row = rows.get(key) ?? { names: new Set(), ids: [], words: model?.name ?? name, assets: 0 };
    rows.set(key, { ...row, names: row.names.add(name), ids: [...row.ids, value], assets: row.assets + assets });
  }
  const bearers = (name: string) => [...rows.values()].filter(({ names }) => names.has(name)).length;
  return [...rows.values()]
    .map(({ names, ids, words, assets }) => ({ values: [...names].every((name) => bearers(name) === 1) ? [...names] : ids, words, assets }))
    .toSorted((one, other) => other.assets - one.assets);
}
