import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import { anchorAt, scrollTopFor, type Anchor } from './anchor.ts';
import type { GridRow, Laid } from './sections.ts';

/** Keeps what one looks at in its place when assets arrive above it or the window changes its width. Returns the scroll handler. */
export function useAnchor(scroller: RefObject<HTMLElement | null>, rows: readonly GridRow[], items: readonly Laid[]): () => void {
  const anchor = useRef<Anchor | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (anchor.current) element?.scrollTo({ top: scrollTopFor(rows, items, anchor.current) });
  }, [scroller, rows, items]);
  return useCallback(() => {
    anchor.current = anchorAt(rows, items, scroller.current?.scrollTop ?? 0);
  }, [rows, items, scroller]);
}
