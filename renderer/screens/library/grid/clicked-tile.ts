import { useRef, type MouseEvent } from 'react';
import type { GridItem } from '../stack/fold.ts';

type ClickedItem = { entry: Pick<GridItem['entry'], 'id'> };

/**
 * Runs with the tile of a click; buttons on a tile are not the tile. The second click of two at one place means the tile of the first: the first may open the
 * inspector, and then another tile lies there.
 */
export function useClickedTile(items: readonly ClickedItem[], places: ReadonlyMap<number, number>): (event: MouseEvent, run: (index: number) => void) => void {
  const clicked = useRef<number | null>(null);
  return (event, run) => {
    if (!(event.target instanceof Element) || event.target.closest('button')) return;
    if (event.detail <= 1) {
      const tile = event.target.closest<HTMLElement>('[data-tile]');
      clicked.current = tile ? (items[Number(tile.dataset['tile'])]?.entry.id ?? null) : null;
    }
    const index = clicked.current === null ? undefined : places.get(clicked.current);
    if (index !== undefined) run(index);
  };
}
