import { useMemo, useRef } from 'react';
import { AppError } from '../../../../shared/errors.ts';
import { showErrorToast } from '../../../state/command.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';
import type { GridDrag } from '../grid/use-grid-drag.ts';
import { moveInCollection } from '../keep/collections.ts';
import type { Assets } from '../query/use-assets.ts';
import { useOrderedCollection } from '../query/use-ordered-collection.ts';
import { dragOutOfWindow } from '../tile/drag-out.ts';
import { banded, only } from './selection.ts';
import { select, useSelection } from './use-selection.ts';

/** What dragging in the grid does: a band selects; in a collection with its own order, tiles go to another place in it. */
export function useGridDrags({ shown, entries }: Pick<Assets, 'shown' | 'entries'>): GridDrag {
  const client = useClient();
  const desktop = useEngine((state) => state.status?.host === 'desktop');
  const ordered = useOrderedCollection();
  const before = useRef<ReadonlySet<number> | null>(null);
  return useMemo(() => {
    const moving = (taken: number) => {
      const { selected } = useSelection.getState();
      const one = shown[taken];
      if (one === undefined) return [];
      if (!selected.has(one)) select(() => only(one));
      return selected.has(one) ? entries.filter((entry) => selected.has(entry.id)).map((entry) => entry.id) : [one];
    };
    return {
      tilesGoOut: desktop,
      onBandBegin(besides) {
        before.current = besides ? useSelection.getState().selected : null;
      },
      onBand(indexes) {
        select((selection) =>
          banded(
            selection,
            before.current,
            indexes.flatMap((at) => shown[at] ?? []),
          ),
        );
      },
      reorder:
        ordered !== null
          ? {
              onDrop(taken, at) {
                const ids = moving(taken);
                const gone = new Set(ids);
                // Before the next that does not move itself.
                const place = shown.slice(at).find((other) => !gone.has(other)) ?? null;
                if (ids.length > 0) void moveInCollection(client, ordered, ids, place);
              },
              onOut(taken) {
                if (!desktop) return false;
                const ids = moving(taken);
                const [first] = ids;
                if (first !== undefined) dragOutOfWindow(client, ids, first).catch((thrown: unknown) => showErrorToast(AppError.from(thrown)));
                return true;
              },
            }
          : null,
    };
  }, [client, desktop, entries, ordered, shown]);
}
