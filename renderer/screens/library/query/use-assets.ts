import { useEffect, useMemo, useState } from 'react';
import type { Order } from '../../../state/asset-order.ts';
import { useAssetOrder } from '../../../state/use-library.ts';
import { dayOf } from '../grid/day-words.ts';
import { foldStacks, type GridItem } from '../stack/fold.ts';
import { toFilter, useLibraryQuery } from './library-query.ts';
import { useLibraryView } from './view.ts';

/** Typing asks the engine this long after the last letter, ms. */
const TYPING_MS = 150;

export interface Assets extends Order {
  /** What the grid shows: stacks folded. */
  items: readonly GridItem[];
  /** Ids of the items, in order. */
  shown: readonly number[];
}

/** The order of what the library is asked for, and how the grid shows it. */
export function useAssets(): Assets {
  const { text, shelf } = useLibraryQuery();
  const order = useAssetOrder(toFilter({ text: useSettled(text, TYPING_MS), shelf }));
  const fold = useLibraryView((view) => view.fold);
  const open = useLibraryView((view) => view.open);
  const items = useMemo(() => foldStacks(order.entries, { fold, open }, dayOf), [order.entries, fold, open]);
  const shown = useMemo(() => items.map(({ entry }) => entry.id), [items]);
  return { ...order, items, shown };
}

function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
