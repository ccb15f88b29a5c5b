import { z } from 'zod';
import { create } from 'zustand';

const STORAGE_NAME = 'compose.favourites';
const stored = z.array(z.string());

/** Ids of the models the user starred, kept in this browser. */
export const useFavourites = create<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set(load()) }));

export function toggleFavourite(id: string): void {
  const ids = new Set(useFavourites.getState().ids);
  if (!ids.delete(id)) ids.add(id);
  useFavourites.setState({ ids });
  try {
    localStorage.setItem(STORAGE_NAME, JSON.stringify([...ids]));
  } catch {
    return;
  }
}

function load(): string[] {
  try {
    return stored.parse(JSON.parse(localStorage.getItem(STORAGE_NAME) ?? '[]'));
  } catch {
    return [];
  }
}
