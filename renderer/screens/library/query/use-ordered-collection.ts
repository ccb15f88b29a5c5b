import { useEngine } from '../../../state/engine.tsx';
import { useLibraryQuery } from './library-query.ts';

/** The collection that is shown in the order a person gave it; null: anything else, or a search in one. */
export function useOrderedCollection(): number | null {
  const id = useLibraryQuery(({ shelf, text }) => (shelf.kind === 'collection' && text.trim() === '' ? shelf.id : null));
  const ordered = useEngine(({ collections }) => id !== null && collections.some((one) => one.id === id && one.query === null));
  return ordered ? id : null;
}
