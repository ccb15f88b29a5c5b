import { useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react';
import { anchorAt, scrollTopFor } from './anchor.ts';
import type { GridRow, Laid } from './sections.ts';

interface Anchoring {
  scroller: RefObject<HTMLElement | null>;
  /** Where the list was scrolled to last, px: asking the page would have it laid out. */
  offset(): number;
  rows: readonly GridRow[];
  items: readonly Laid[];
}

/** Keeps what one looks at in its place when assets arrive above it or the window changes its width. */
export function useAnchor({ scroller, offset, rows, items }: Anchoring): void {
  const before = useRef({ rows, items });
  const standing = useEffectEvent(offset);
  useLayoutEffect(() => {
    const anchor = anchorAt(before.current.rows, before.current.items, standing());
    before.current = { rows, items };
    if (anchor) scroller.current?.scrollTo({ top: scrollTopFor(rows, items, anchor) });
  }, [scroller, rows, items]);
}
