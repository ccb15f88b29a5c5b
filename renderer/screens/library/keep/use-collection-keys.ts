import { useEffect } from 'react';
import { useClient } from '../../../state/engine.tsx';
import { useLibraryQuery } from '../query/library-query.ts';
import { useSelection } from '../select/use-selection.ts';
import { moveInCollection } from './collections.ts';
import { placeAfterStep } from './place.ts';

/** Alt and an arrow move what is selected one place on or back in the collection that is open. */
export function useCollectionKeys(ids: readonly number[]): void {
  const client = useClient();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { shelf, text } = useLibraryQuery.getState();
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step === undefined || !event.altKey || event.ctrlKey || event.metaKey || shelf.kind !== 'collection' || text.trim() !== '') return;
      if (!(event.target instanceof Element) || !event.target.closest('[role="grid"]')) return;
      event.preventDefault();
      const moving = ids.filter((id) => useSelection.getState().selected.has(id));
      const place = placeAfterStep(ids, moving, step);
      if (place) void moveInCollection(client, shelf.id, moving, place.before);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [client, ids]);
}
