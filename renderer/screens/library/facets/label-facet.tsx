import { LABELS, type ColourLabel } from '../../../../shared/search/query.ts';
import { ticksIn } from '../../../../shared/search/ticks.ts';
import { counted } from '../../../look/numbers.ts';
import { tick, useLibraryQuery } from '../query/library-query.ts';
import { FacetGroup } from './facet.tsx';
import { Swatch } from './swatch.tsx';

/** Colour labels, side by side; those nobody has are faint. */
export function LabelFacet({ counts }: { counts: ReadonlyMap<ColourLabel, number> }) {
  const ticks = ticksIn(
    useLibraryQuery((query) => query.text),
    { field: 'label' },
  );
  return (
    <FacetGroup title="Label">
      <div className="flex gap-1.5 py-1">
        {LABELS.map((label) => {
          const on = ticks.has(label);
          const assets = counts.get(label) ?? 0;
          const words = `${label}, ${counted(assets, 'asset')}`;
          return <Swatch key={label} label={label} words={words} on={on} faint={assets === 0} onPress={() => tick({ field: 'label' }, [label], !on)} />;
        })}
      </div>
    </FacetGroup>
  );
}
