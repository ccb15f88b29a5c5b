import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import type { GridItem } from '../stack/fold.ts';

type ClickedItem = { entry: Pick<GridItem['entry'], 'id'> };

export interface TileClicks {
  /** The element that holds the tiles. */
  grid: RefObject<HTMLElement | null>;
  items: readonly ClickedItem[];
  /** Where in `items` an asset is, by its id. */
  places: ReadonlyMap<number, number>;
  onChoose(index: number, event: MouseEvent): void;
  onOpen(index: number): void;
}

/**
 * A click chooses its tile, two open it; buttons on a tile are not the tile. Both of two clicks mean the tile of the first, wherever the second lands: the first
 * may open the inspector, and then another tile lies there, or the inspector itself, whose own buttons the second click is not meant for.
 */
export function useTileClicks({ grid, items, places, onChoose, onOpen }: TileClicks): void {
  const clicked = useRef<number | null>(null);
  const placeOfClicked = () => (clicked.current === null ? undefined : places.get(clicked.current));
  const onClick = useEffectEvent((event: MouseEvent) => {
    const inGrid = event.target instanceof Element && grid.current?.contains(event.target) === true;
    if (event.detail <= 1) clicked.current = inGrid ? (items[tileAt(event.target)]?.entry.id ?? null) : null;
    else if (clicked.current !== null && !inGrid) swallow(event);
    const place = placeOfClicked();
    if (place !== undefined) onChoose(place, event);
  });
  const onDoubleClick = useEffectEvent(() => {
    const place = placeOfClicked();
    if (place !== undefined) onOpen(place);
  });
  useEffect(() => {
    document.addEventListener('click', onClick, true);
    document.addEventListener('dblclick', onDoubleClick, true);
    return () => {
      document.removeEventListener('click', onClick, true);
      document.removeEventListener('dblclick', onDoubleClick, true);
    };
  }, []);
}

/** -1: no tile, or a button on one. */
function tileAt(element: Element): number {
  const tile = element.closest('button') ? null : element.closest<HTMLElement>('[data-tile]');
  return Number(tile?.dataset['tile'] ?? -1);
}

function swallow(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
