import { create } from 'zustand';
import type { CallInput } from '../../../../shared/contract.ts';
import { withTicks, type TickSubject } from '../../../../shared/search/ticks.ts';

/** What the search looks through. */
export type Shelf = { kind: 'all' } | { kind: 'collection'; id: number } | { kind: 'trash' } | { kind: 'duplicates' } | { kind: 'storage' };

/** Shelves that show no grid. */
export const isOwnView = ({ kind }: Shelf): boolean => kind === 'storage' || kind === 'duplicates';

/** What the library is asked for: ticks are terms of the text. Kept while other screens are shown. */
export interface LibraryQuery {
  text: string;
  shelf: Shelf;
}

const ALL: LibraryQuery = { text: '', shelf: { kind: 'all' } };

export const useLibraryQuery = create<LibraryQuery>(() => ALL);

export function showAllAssets(): void {
  useLibraryQuery.setState(ALL);
}

/** Goes to a collection, the trash, the duplicates or the storage view, with nothing searched for. */
export function showShelf(shelf: Shelf): void {
  useLibraryQuery.setState({ text: '', shelf });
}

/** Searches the whole library; a search in a collection or the trash stays there. */
export function searchFor(text: string): void {
  useLibraryQuery.setState(({ shelf }) => ({ text, shelf: isOwnView(shelf) ? ALL.shelf : shelf }));
}

/** What a smart collection finds, or a row of the storage view, whatever was shown before. */
export function searchEverything(text: string): void {
  useLibraryQuery.setState({ text, shelf: ALL.shelf });
}

export function tick(subject: TickSubject, values: readonly string[], on: boolean): void {
  searchFor(withTicks(useLibraryQuery.getState().text, subject, values, on));
}

export function isFiltered({ text, shelf }: LibraryQuery): boolean {
  return text.trim() !== '' || shelf.kind === 'collection' || shelf.kind === 'trash';
}

/** The query as the engine takes it: nothing chosen means everything. */
export function toFilter({ text, shelf }: LibraryQuery): Omit<CallInput<'asset.list'>, 'offset' | 'limit'> {
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(shelf.kind === 'collection' ? { collectionId: shelf.id } : {}),
    ...(shelf.kind === 'trash' ? { trashed: true } : {}),
  };
}
