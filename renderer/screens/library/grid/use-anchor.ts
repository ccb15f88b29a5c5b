import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import { anchorAt, scrollTopFor } from './anchor.ts';
import type { GridRow, Laid } from './sections.ts';

/** Keeps what one looks at in its place when assets arrive above it or the window changes its width. Returns the scroll handler. */
export function useAnchor(scroller: RefObject<HTMLElement | null>, rows: readonly GridRow[], items: readonly Laid[]): () => void {
  const top = useRef(0);
  const before = useRef({ rows, items });
  useLayoutEffect(() => {
    const anchor = anchorAt(before.current.rows, before.current.items, top.current);
    before.current = { rows, items };
    if (!anchor) return;
    top.current = scrollTopFor(rows, items, anchor);
    scroller.current?.scrollTo({ top: top.current });
  }, [scroller, rows, items]);
  return useCallback(() => {
    top.current = scroller.current?.scrollTop ?? 0;
  }, [scroller]);
}
