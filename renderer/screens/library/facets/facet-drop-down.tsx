import { Popover } from '@base-ui/react/popover';
import { SlidersHorizontal } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { useLibraryQuery } from '../query/library-query.ts';
import { termsIn } from '../query/marks.ts';
import { Facets } from './facets.tsx';

/** The facets where there is no room for their column. */
export function FacetDropDown() {
  const terms = useLibraryQuery((query) => termsIn(query.text));
  return (
    <Popover.Root>
      <Popover.Trigger render={<Button icon={<SlidersHorizontal size={14} aria-hidden />}>{terms === 0 ? 'Filter' : `Filter, ${terms} on`}</Button>} />
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} className="z-20">
          <Popover.Popup aria-label="Filter" className="max-h-(--available-height) w-64 overflow-y-auto rounded-panel bg-raised py-2 shadow-float outline-none">
            <Facets />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
