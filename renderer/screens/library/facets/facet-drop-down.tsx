import { Popover } from '@base-ui/react/popover';
import { SlidersHorizontal } from 'lucide-react';
import type { AssetView } from '../../../../shared/domain.ts';
import { Button } from '../../../components/button.tsx';
import { useLibraryQuery } from '../query/library-query.ts';
import { Facets } from './facets.tsx';

/** The facets where there is no room for their column. */
export function FacetDropDown({ loaded }: { loaded: readonly AssetView[] }) {
  const chosen = useLibraryQuery((query) => query.kinds.length + query.models.length);
  return (
    <Popover.Root>
      <Popover.Trigger render={<Button icon={<SlidersHorizontal size={14} aria-hidden />}>{chosen === 0 ? 'Filter' : `Filter, ${chosen} on`}</Button>} />
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} className="z-40">
          <Popover.Popup aria-label="Filter" className="max-h-(--available-height) w-60 overflow-y-auto rounded-panel bg-raised py-2 shadow-float">
            <Facets loaded={loaded} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
