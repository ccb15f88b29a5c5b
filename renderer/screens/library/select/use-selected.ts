import { useMemo } from 'react';
import type { Assets } from '../query/use-assets.ts';
import { useSelection } from './use-selection.ts';

/** What is selected of the list, in its order; and the rating that all of them have, if they have one. */
export function useSelected({ entries }: Pick<Assets, 'entries'>): { ids: readonly number[]; rating: number | null } {
  const selected = useSelection((state) => state.selected);
  return useMemo(() => {
    if (selected.size === 0) return { ids: [], rating: null };
    const chosen = entries.filter((entry) => selected.has(entry.id));
    const rating = chosen[0]?.rating ?? null;
    return { ids: chosen.map((entry) => entry.id), rating: chosen.every((entry) => entry.rating === rating) ? rating : null };
  }, [entries, selected]);
}
