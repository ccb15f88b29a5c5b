import { create } from 'zustand';
import type { CallInput } from '../../../../shared/contract.ts';
import type { AssetKind } from '../../../../shared/domain.ts';

/** What the library is asked for. Kept while other screens are shown. */
export interface LibraryQuery {
  text: string;
  kinds: readonly AssetKind[];
  models: readonly string[];
}

const ALL: LibraryQuery = { text: '', kinds: [], models: [] };

export const useLibraryQuery = create<LibraryQuery>(() => ALL);

export function showAllAssets(): void {
  useLibraryQuery.setState(ALL);
}

export function isFiltered({ text, kinds, models }: LibraryQuery): boolean {
  return text.trim() !== '' || kinds.length > 0 || models.length > 0;
}

/** The query as the engine takes it: nothing chosen means everything. */
export function toFilter({ text, kinds, models }: LibraryQuery): Omit<CallInput<'asset.list'>, 'offset' | 'limit'> {
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
    ...(models.length === 0 ? {} : { models: [...models] }),
  };
}

export function toggled<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}
