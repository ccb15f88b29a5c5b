import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { cx } from '../../../components/cx.ts';
import { useMediaQuery } from '../../../components/media-query.ts';
import { dayOf } from './day-words.ts';
import { HeadingRow, TilesRow } from './grid-rows.tsx';
import { layOut, type GridRow } from './sections.ts';
import { useAnchor } from './use-anchor.ts';
import { useWidth } from './use-width.ts';
import { rowOf, stepOfKey, walk } from './walk.ts';

export interface AssetGridProps {
  assets: readonly AssetView[];
  /** How many there are in all, loaded or not. */
  total: number;
  chosen: number | null;
  onChoose(index: number): void;
  onOpen(index: number): void;
  /** These are in sight. */
  onSight(first: number, last: number): void;
}

/** Pages are asked for this many assets before they come into sight. */
const AHEAD = 80;

/** Thumbnails in justified rows under their day and batch; of any number only those in sight are drawn. One stop for Tab, arrows choose. */
export function AssetGrid({ assets, total, chosen, onChoose, onOpen, onSight }: AssetGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const tall = useMediaQuery('(min-width: 1680px)');
  const gridId = useId();
  const rows = useMemo(() => (width > 0 ? layOut(assets, { width: width - 32, height: tall ? 180 : 124, gap: 4 }, dayOf) : []), [assets, width, tall]);
  const estimateSize = useCallback((at: number) => rows[at]?.room ?? 0, [rows]);
  // A new function has the virtualiser measure anew.
  const getItemKey = useCallback((at: number) => rows[at]?.key ?? at, [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 4,
  });
  const onScroll = useAnchor(scroller, rows, assets);
  useSight(virtual, rows, assets.length, onSight);
  useInSight(virtual, rows, chosen);
  const tileId = (index: number) => `${gridId}-${index}`;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOfKey(event.key);
    const next = step ? walk(rows, assets.length, chosen, step) : null;
    if (next !== null) onChoose(next);
    else if (event.key === 'Enter' && chosen !== null) onOpen(chosen);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Assets"
      aria-activedescendant={chosen === null ? undefined : tileId(chosen)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={onScroll}
      onClick={(event) => onTile(event, onChoose)}
      onDoubleClick={(event) => onTile(event, onOpen)}
      className={cx('min-h-0 flex-1 overflow-y-scroll px-4', chosen === null ? 'focus-inside' : 'outline-none')}
    >
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div key={item.key} role="row" className="absolute inset-x-0 top-0" style={{ transform: `translateY(${item.start}px)`, height: row.height }}>
              {row.kind === 'heading' ? (
                <div role="rowheader" className="h-full">
                  <HeadingRow row={row} open={assets.length < total && isLast(rows, item.index)} />
                </div>
              ) : (
                <TilesRow row={row} assets={assets} chosen={chosen} tileId={tileId} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function onTile(event: MouseEvent, run: (index: number) => void): void {
  const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tile]') : null;
  if (tile) run(Number(tile.dataset.tile));
}

function isLast(rows: readonly GridRow[], heading: number): boolean {
  return !rows.some((row, at) => at > heading && row.kind === 'heading');
}

type Rows = Virtualizer<HTMLDivElement, Element>;

/** Tells which assets are in sight, and some beyond, so that their page is read before they are reached. */
function useSight(virtual: Rows, rows: readonly GridRow[], loaded: number, onSight: (first: number, last: number) => void): void {
  const shown = virtual.getVirtualItems().flatMap((item) => {
    const row = rows[item.index];
    return row?.kind === 'tiles' ? row.tiles.map((tile) => tile.index) : [];
  });
  const first = shown[0] ?? 0;
  const last = Math.min((shown.at(-1) ?? 0) + AHEAD, loaded);
  useEffect(() => onSight(first, last), [onSight, first, last]);
}

/** Scrolls to what is chosen when it changes, not when rows come and go. */
function useInSight(virtual: Rows, rows: readonly GridRow[], chosen: number | null): void {
  const shown = useRef<number | null>(null);
  useEffect(() => {
    if (chosen === null || rows.length === 0 || shown.current === chosen) return;
    shown.current = chosen;
    const row = rowOf(rows, chosen);
    if (row >= 0) virtual.scrollToIndex(row, { align: 'auto' });
  }, [virtual, rows, chosen]);
}
