import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useMemo, useRef, type KeyboardEvent } from 'react';
import { cx } from '../../../components/cx.ts';
import { useMediaQuery } from '../../../components/media-query.ts';
import { useSkim } from '../../../components/skim/use-skim.ts';
import type { AssetDetails } from '../../../state/asset-details.ts';
import { useAssetDetails, useAssetPictures, type Pictures } from '../../../state/use-library.ts';
import type { GridLayout } from '../query/view.ts';
import type { Selection } from '../select/selection.ts';
import type { GridItem } from '../stack/fold.ts';
import { useTileClicks } from './tile-clicks.ts';
import { dayOf } from './day-words.ts';
import { HeadingRow, TilesRow } from './grid-rows.tsx';
import { nearRows } from './near.ts';
import { Scrubber } from './scrubber.tsx';
import { layOut, type GridRow } from './sections.ts';
import { useGridDrag, type GridDrag } from './use-grid-drag.ts';
import { useAnchor } from './use-anchor.ts';
import { useWidth } from './use-width.ts';
import { rowOf, stepOfKey, walk } from './walk.ts';

/** How a tile was come to: with these held, it is selected besides or up to there. */
export interface Held {
  toggle: boolean;
  extend: boolean;
}

export interface AssetGridProps {
  items: readonly GridItem[];
  /** All of the list is known: nothing more follows the last item. */
  whole: boolean;
  layout: GridLayout;
  selection: Selection;
  onChoose(index: number, held: Held): void;
  onOpen(index: number): void;
  drag: GridDrag;
  /** Keys that are no steps: true when it was one of the screen's. */
  onKey(event: KeyboardEvent): boolean;
}

const PAD = 16;

/** Thumbnails in rows under their day and batch; of any number only those in sight are drawn. One stop for Tab, arrows go on from there. */
export function AssetGrid(props: AssetGridProps) {
  const { items, whole, layout, selection, onChoose, onOpen, onKey, drag } = props;
  const details = useAssetDetails();
  const pictures = useAssetPictures();
  const scroller = useRef<HTMLDivElement>(null);
  const [list, mark] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const width = useWidth(scroller);
  const tall = useMediaQuery('(min-width: 1680px)');
  const gridId = useId();
  const rows = useMemo(
    () => (width > 0 ? layOut(items, layout, { width: width - 2 * PAD, height: tall ? 180 : 124, gap: 4 }, dayOf) : []),
    [items, layout, width, tall],
  );
  // Before the rows: it reads where the list stands, which is dear once they are drawn.
  const skims = useSkim(scroller);
  const virtual = useRows(rows, scroller);
  useAnchor({ scroller, offset: () => virtual.scrollOffset ?? 0, rows, items });
  const places = useMemo(() => new Map(items.map(({ entry }, index) => [entry.id, index])), [items]);
  useTileClicks({ grid: scroller, items, places, onChoose: (index, event) => onChoose(index, heldOf(event)), onOpen });
  const onPointerDown = useGridDrag({ scroller, list, mark, rows, listed: layout === 'list', drag });
  const focus = selection.focus === null ? null : (places.get(selection.focus) ?? null);
  useWanted(virtual, rows, items, { details, pictures, layout, skims });
  useInSight(virtual, rows, focus);

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.ctrlKey || event.metaKey || event.altKey ? null : stepOfKey(event.key);
    const next = step ? walk(rows, items.length, focus, step, scroller.current?.clientHeight ?? 0) : null;
    if (next !== null) onChoose(next, { toggle: false, extend: event.shiftKey });
    else if (!onKey(event)) return;
    event.preventDefault();
  }

  return (
    <div className="relative flex min-h-0 min-w-0 flex-1">
      <div
        ref={scroller}
        id={`${gridId}-grid`}
        role="grid"
        aria-label="Assets"
        aria-multiselectable
        aria-activedescendant={focus === null ? undefined : `${gridId}-${focus}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        className={cx(
          'min-h-0 min-w-0 flex-1 overflow-y-scroll bg-bg px-4 select-none [scrollbar-width:none]',
          focus === null ? 'focus-inside' : 'outline-none',
        )}
      >
        <div ref={list} role="rowgroup" className="relative min-h-full" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div key={item.key} role="row" className="absolute inset-x-0 [contain:strict]" style={{ top: item.start, height: row.height }}>
                {row.kind === 'heading' ? (
                  <div role="rowheader" className="h-full">
                    <HeadingRow row={row} open={!whole && !rows.some((later, at) => at > item.index && later.kind === 'heading')} />
                  </div>
                ) : (
                  <TilesRow
                    row={row}
                    items={items}
                    layout={layout}
                    selection={selection}
                    details={details}
                    pictures={pictures}
                    version={details.version() + pictures.tile.version() + pictures.thumbnail.version()}
                    skims={skims}
                    gridId={gridId}
                  />
                )}
              </div>
            );
          })}
          <div
            ref={mark}
            hidden
            aria-hidden
            className="pointer-events-none absolute top-0 left-0 z-10 border border-now bg-now/15 data-[as=line]:border-0 data-[as=line]:bg-now"
          />
        </div>
      </div>
      <Scrubber rows={rows} scroller={scroller} controls={`${gridId}-grid`} />
    </div>
  );
}

function heldOf(event: MouseEvent): Held {
  const box = event.target instanceof Element && event.target.closest('[data-check]') !== null;
  return { toggle: event.ctrlKey || event.metaKey || box, extend: event.shiftKey };
}

type Rows = Virtualizer<HTMLDivElement, Element>;

function useRows(rows: readonly GridRow[], scroller: { current: HTMLDivElement | null }): Rows {
  const estimateSize = useCallback((at: number) => rows[at]?.room ?? 0, [rows]);
  // A new function has the virtualiser measure anew.
  const getItemKey = useCallback((at: number) => rows[at]?.key ?? at, [rows]);
  return useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize, getItemKey, overscan: 4 });
}

const SMALL = ['tile', 'thumbnail'] as const;

interface Wanting {
  details: AssetDetails;
  pictures: Pictures;
  layout: GridLayout;
  skims: boolean;
}

/** Whole rows and pictures are read of what is in sight and a little beyond, where one looks at it. */
function useWanted(virtual: Rows, rows: readonly GridRow[], items: readonly GridItem[], { details, pictures, layout, skims }: Wanting): void {
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (skims || last < 0) return;
    const near = nearRows(rows, items, { layout, devicePixels: devicePixelRatio }, first, last);
    details.want(near.map(({ id }) => id));
    for (const small of SMALL) pictures[small].want(near.flatMap(({ id, of }) => (of === small ? id : [])));
  }, [details, pictures, rows, items, layout, first, last, skims]);
}

/** Scrolls to where the keyboard is when that changes, not when rows come and go. */
function useInSight(virtual: Rows, rows: readonly GridRow[], focus: number | null): void {
  const shown = useRef<number | null>(null);
  useEffect(() => {
    if (focus === null || rows.length === 0 || shown.current === focus) return;
    shown.current = focus;
    const row = rowOf(rows, focus);
    if (row >= 0) virtual.scrollToIndex(row, { align: 'auto' });
  }, [virtual, rows, focus]);
}
