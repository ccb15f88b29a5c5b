import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { anchorAt, scrollTopFor, type Anchor } from './anchor.ts';
import type { GridRow } from './sections.ts';

/** Keeps what one looks at in its place when assets arrive above it or the window changes its width. Returns the scroll handler. */
export function useAnchor(scroller: RefObject<HTMLElement | null>, rows: readonly GridRow[], assets: readonly AssetView[]): () => void {
  const anchor = useRef<Anchor | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (anchor.current) element?.scrollTo({ top: scrollTopFor(rows, assets, anchor.current) });
  }, [scroller, rows, assets]);
  return () => {
    anchor.current = anchorAt(rows, assets, scroller.current?.scrollTop ?? 0);
  };
}
