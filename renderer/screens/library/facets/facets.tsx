import { useMemo, type ReactNode } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { Check } from '../../../components/check.tsx';
import { useBatches } from '../../../state/lists.ts';
import { useEngine } from '../../../state/engine.tsx';
import { findModel } from '../../../state/models.ts';
import { KIND_WORDS } from '../../compose/picker/model-groups.ts';
import { toggled, useLibraryQuery } from '../query/library-query.ts';

const KINDS = ['image', 'video', 'audio'] as const;

/** Narrows the library by kind and model. */
export function Facets({ loaded }: { loaded: readonly AssetView[] }) {
  const { kinds, models } = useLibraryQuery();
  const known = useModelNames(loaded);
  return (
    <>
      <Facet title="Kind">
        {KINDS.map((kind) => (
          <Check key={kind} checked={kinds.includes(kind)} onChange={() => useLibraryQuery.setState({ kinds: toggled(kinds, kind) })}>
            {KIND_WORDS[kind]}
          </Check>
        ))}
      </Facet>
      {known.length > 0 && (
        <Facet title="Model">
          {known.map(({ id, name }) => (
            <Check key={id} checked={models.includes(id)} onChange={() => useLibraryQuery.setState({ models: toggled(models, id) })}>
              <span className="truncate" title={id}>
                {name}
              </span>
            </Check>
          ))}
        </Facet>
      )}
    </>
  );
}

function Facet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 px-4 pt-2 pb-4">
      <legend className="float-left w-full pb-2 text-small text-text-3">{title}</legend>
      <div className="clear-both flex min-w-0 flex-col gap-1.5">{children}</div>
    </fieldset>
  );
}

/** Models that batches used, and those of assets on the screen (an asset may outlive its batch); one that goes by several ids once. */
function useModelNames(loaded: readonly AssetView[]): { id: string; name: string }[] {
  const batches = useBatches();
  const catalog = useEngine((state) => state.models);
  const chosen = useLibraryQuery((query) => query.models);
  return useMemo(() => {
    const names = new Map<string, string>();
    const add = (id: string, name: string) => {
      const model = findModel(catalog, id);
      names.set(model?.id ?? id, model?.name ?? name);
    };
    for (const id of [...chosen, ...batches.flatMap((batch) => batch.models)]) add(id, id);
    for (const asset of loaded) add(asset.model, asset.modelName);
    return [...names].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name));
  }, [batches, catalog, chosen, loaded]);
}
