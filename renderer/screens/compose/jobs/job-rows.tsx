import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { cx } from '../../../components/cx.ts';
import { creditFigure, NONE } from '../../../look/numbers.ts';
import type { Plan } from './plan.ts';

const ROW = 28;
const COLUMNS = 'grid grid-cols-[56px_minmax(0,1fr)_88px_64px] items-center gap-2 px-4';

export interface JobRowsProps {
  plan: Plan;
  /** Credits of one job; null: not known. */
  price: number | null;
  chosen: number;
  onChoose(at: number): void;
}

/** The plan's jobs, of which only those in sight are drawn. */
export function JobRows({ plan, price, chosen, onChoose }: JobRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: plan.count, estimateSize: () => ROW, getScrollElement: () => scroller.current, overscan: 8 });
  const onKey = (event: KeyboardEvent) => {
    const next = nextRow(event.key, chosen, plan.count);
    if (next === null) return;
    event.preventDefault();
    onChoose(next);
    rows.scrollToIndex(next);
  };
  return (
    <div
      role="grid"
      tabIndex={0}
      aria-label="Jobs to be queued"
      aria-rowcount={plan.count + 1}
      aria-activedescendant={rowId(chosen)}
      onKeyDown={onKey}
      onClick={(event) => chooseAt(event, onChoose)}
      className="focus-inside flex min-h-0 flex-1 flex-col"
    >
      <Head />
      <div ref={scroller} role="rowgroup" className="min-h-0 flex-1 overflow-y-auto">
        <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => (
            <JobRow key={row.key} plan={plan} price={price} at={row.index} top={row.start} chosen={row.index === chosen} />
          ))}
        </div>
      </div>
    </div>
  );
}

function Head() {
  return (
    <div role="row" className={cx(COLUMNS, 'h-7 shrink-0 border-y border-line text-small text-text-3')}>
      <span role="columnheader">Job</span>
      <span role="columnheader">Prompt</span>
      <span role="columnheader" className="text-right">
        Seed
      </span>
      <span role="columnheader" className="text-right">
        Credits
      </span>
    </div>
  );
}

function JobRow({ plan, price, at, top, chosen }: Pick<JobRowsProps, 'plan' | 'price'> & { at: number; top: number; chosen: boolean }) {
  const job = plan.at(at);
  return (
    <div
      role="row"
      id={rowId(at)}
      data-at={at}
      aria-rowindex={at + 2}
      aria-selected={chosen}
      style={{ top, height: ROW }}
      className={cx(
        COLUMNS,
        'absolute inset-x-0 border-b border-line text-body',
        chosen ? 'bg-raised before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-now' : 'hover:bg-panel',
      )}
    >
      <span role="gridcell" className="mono text-small text-text-3">
        {(at + 1).toLocaleString()}
      </span>
      <span role="gridcell" dir="auto" className="truncate">
        {job.prompt === '' ? <span className="text-text-3">no prompt</span> : job.prompt}
      </span>
      <span role="gridcell" className="mono truncate text-right text-small text-text-3">
        {job.seed ?? NONE}
      </span>
      <span role="gridcell" className="mono text-right text-small text-text-2">
        {price === null ? <span className="plain text-text-3">unknown</span> : creditFigure(price)}
      </span>
    </div>
  );
}

function rowId(at: number): string {
  return `planned-job-${at}`;
}

function chooseAt(event: MouseEvent, onChoose: (at: number) => void): void {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-at]') : null;
  if (row) onChoose(Number(row.dataset.at));
}

function nextRow(key: string, at: number, count: number): number | null {
  const moves: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: count - 1 };
  const next = Object.hasOwn(moves, key) ? moves[key] : undefined;
  return next === undefined ? null : Math.min(count - 1, Math.max(0, next));
}
