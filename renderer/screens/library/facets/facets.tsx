import { useMemo } from 'react';
import { LABELS } from '../../../../shared/search/query.ts';
import { useEngine } from '../../../state/engine.tsx';
import { KIND_WORDS } from '../../compose/picker/model-groups.ts';
import { isOwnView, useLibraryQuery } from '../query/library-query.ts';
import { Facet, type FacetRow } from './facet.tsx';
import { LabelFacet } from './label-facet.tsx';
import { modelRows } from './model-rows.ts';
import { ShelfList } from './shelf-list.tsx';
import { useFacets, type Facets as Counts } from './use-facets.ts';

const KINDS = ['image', 'video', 'audio'] as const;
const STATE_WORDS: Readonly<Record<string, string>> = {
  favourite: 'Favourite',
  picked: 'Picked',
  rejected: 'Rejected',
  imported: 'Imported',
  practice: 'From the sandbox',
  missing: 'Files not found',
};

/** Where to look, and what narrows it: every tick is a term of the search. */
export function Facets() {
  const counts = useFacets();
  const catalog = useEngine((state) => state.models);
  const models = useMemo(() => modelRows(counts?.models ?? [], catalog), [counts, catalog]);
  const shelf = useLibraryQuery((query) => query.shelf);
  return (
    <>
      <ShelfList />
      {counts && !isOwnView(shelf) && (
        <>
          <Facet title="Kind" subject={{ field: 'kind' }} rows={kindRows(counts.kinds)} />
          <Facet title="Model" subject={{ field: 'model' }} rows={models} />
          {counts.picks.map(({ name, values }) => (
            <Facet key={name} title={`Pick: ${name}`} subject={{ field: 'pick', name }} rows={values.map(plainRow)} />
          ))}
          <Facet title="Rating" subject={{ field: 'rating' }} rows={ratingRows(counts.ratings)} />
          <LabelFacet counts={new Map(LABELS.map((label) => [label, countOf(counts.labels, label)]))} />
          <Facet title="Tags" subject={{ field: 'tag' }} rows={counts.tags.map(plainRow)} />
          <Facet
            title="State"
            subject={{ field: 'is' }}
            rows={counts.states.map((one) => ({ ...plainRow(one), words: STATE_WORDS[one.value] ?? one.value }))}
          />
        </>
      )}
    </>
  );
}

type Count = Counts['kinds'][number];

const plainRow = ({ value, assets }: Count): FacetRow => ({ values: [value], words: value, assets });
const countOf = (counts: readonly Count[], value: string) => counts.find((one) => one.value === value)?.assets ?? 0;

/** The usual three always, so that nothing jumps; another kind where there is one. */
function kindRows(counts: readonly Count[]): FacetRow[] {
  const other = countOf(counts, 'other');
  const usual = KINDS.map((kind) => ({ values: [kind], words: KIND_WORDS[kind], assets: countOf(counts, kind) }));
  return other === 0 ? usual : [...usual, { values: ['other'], words: 'Other', assets: other }];
}

function ratingRows(counts: readonly Count[]): FacetRow[] {
  const row = (words: string, ...values: string[]) => ({ values, words, assets: values.reduce((sum, value) => sum + countOf(counts, value), 0) });
  return [row('5', '5'), row('4', '4'), row('3 or less', '3', '2', '1'), row('Not rated', '0')];
}
