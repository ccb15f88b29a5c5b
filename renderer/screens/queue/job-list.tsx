import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useId, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { AppError } from '../../../shared/errors.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { Empty } from '../../components/empty.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { useJobPages } from '../../state/use-pages.ts';
import type { JobListQuery } from './job-query.ts';
import { JOB_COLUMNS, JobRow, rowIndexOf } from './job-row.tsx';
import { BulkBar } from './select/bulk-bar.tsx';
import type { JobSelection } from './select/use-selection.ts';

const ROW = 34;
/** Rows drawn beyond each edge: what a hard fling of the wheel passes in two frames. */
const OVERSCAN = 6;
/** More rows than are ever in sight together, those beyond the edges included. */
const RING = 128;

export interface JobListProps {
  query: JobListQuery;
  selection: JobSelection;
  chosen: number | null;
  onChoose(id: number): void;
  /** Drops the filter, when it leaves nothing. */
  onClear(): void;
}

/** Any number of jobs, read in pages as they come into sight. One stop for Tab; arrows choose, Space and Shift select. */
export const JobList = memo(function JobList({ query, selection, chosen, onChoose, onClear }: JobListProps) {
  const { ids, total, failed, want } = useJobPages(query);
  const scroller = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const rows = useVirtualizer({ count: total ?? 0, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: OVERSCAN });
  const shown = rows.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  const chosenAt = chosen === null ? -1 : ids.indexOf(chosen);
  const shows = chosenAt >= 0;
  useEffect(() => want(first, last, chosenAt), [want, first, last, chosenAt]);
  // Once, when a job that an address names has been read: later it is the reader who scrolls.
  useEffect(() => {
    if (shows) rows.scrollToIndex(chosenAt);
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, [shows]);

  function onKeyDown(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      return selection.everything();
    }
    if (event.key === ' ' && chosen !== null) {
      event.preventDefault();
      return selection.toggle(chosen);
    }
    if (event.key === 'Escape' && selection.ids.size > 0) {
      event.preventDefault();
      return selection.clear();
    }
    const step = STEPS[event.key];
    if (!step || total === null || total === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(total - 1, step(chosenAt, total)));
    rows.scrollToIndex(next);
    const id = ids[next];
    if (id === undefined) return;
    if (event.shiftKey) {
      if (selection.anchor === null && chosen !== null) selection.toggle(chosen);
      selection.extend(id);
    }
    onChoose(id);
  }

  /** Plain: shows it. With Ctrl: one more. With Shift: up to here. */
  function onClick(event: MouseEvent): void {
    const id = ids[rowIndexOf(event.target)];
    if (id === undefined) return;
    if (event.shiftKey) return selection.extend(id);
    if (event.ctrlKey || event.metaKey) return selection.toggle(id);
    onChoose(id);
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {selection.ids.size > 0 && <BulkBar selected={selection.ids} onClear={selection.clear} />}
      <div aria-hidden className={cx(JOB_COLUMNS, selection.ids.size > 0 && 'hidden', 'h-7 shrink-0 border-b border-line bg-panel text-small text-text-2')}>
        <span>State</span>
        <span>Job</span>
        <span className="col-start-4">Prompt</span>
        <span>Why, until when</span>
        <span className="text-right">took</span>
        <span className="text-right">credits</span>
      </div>
      {failed !== null && <ErrorNotice title={AppError.from(failed).message} />}
      <div
        ref={scroller}
        role="grid"
        aria-label="Jobs"
        aria-rowcount={total ?? -1}
        aria-multiselectable
        aria-busy={total === null}
        aria-activedescendant={shows ? `${gridId}-${chosenAt}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        className={cx('group/jobs min-h-0 flex-1 overflow-y-auto bg-bg', shows ? 'outline-none' : 'focus-inside')}
      >
        <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
          {shown.map((row) => {
            const id = ids[row.index];
            return (
              <JobRow
                // Rows in sight are a ring: one that scrolls out comes in again at the other end with another job, and nothing is made anew.
                key={row.index % RING}
                id={id}
                index={row.index}
                top={row.start}
                gridId={gridId}
                chosen={id !== undefined && id === chosen}
                selected={id !== undefined && selection.ids.has(id)}
              />
            );
          })}
        </div>
        {total === 0 && (
          <Empty title="No job fits this filter" action={<Button onClick={onClear}>Show all jobs</Button>}>
            Choose another state, or other words.
          </Empty>
        )}
        {total === null && <p className="px-4 py-3 text-body text-text-2">Reading the jobs of this batch</p>}
      </div>
    </div>
  );
});

const STEPS: Readonly<Record<string, (at: number, total: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + 15,
  PageUp: (at) => at - 15,
  Home: () => 0,
  End: (_at, total) => total - 1,
};
