import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { Glyph } from '../../../components/glyph.tsx';
import { cx } from '../../../components/cx.ts';
import { useSkim } from '../../../components/skim/use-skim.ts';
import { Thumbnail } from '../../../components/thumbnail.tsx';
import { creditFigure, NONE } from '../../../look/numbers.ts';
import type { Picks } from '../../../../shared/prompt/template.ts';
import { columnsOf } from './columns.ts';
import type { MadeOutput } from './find-made.ts';
import type { Plan } from './plan.ts';

const ROW = 28;
const HEAD = 28;
/** Places for rows are made so many at a time: one more or fewer in sight leaves all rows where they are. */
const PLACES = 16;
const ROW_CLASS = 'grid items-center gap-2 px-4';

export interface JobRowsProps {
  plan: Plan;
  /** Credits of one job; null: not known. */
  price: number | null;
  chosen: number;
  onChoose(at: number): void;
  /** Jobs the library has already, by number: what they made. */
  made: ReadonlyMap<number, MadeOutput>;
}

/** What every row has: the names of what jobs differ in, whether they have seeds, and how wide each column is. */
interface Layout {
  names: readonly string[];
  seeds: boolean;
  grid: string;
}

/** Number, picture, what differs or the prompt, seed where jobs have one, cost; the names give way first. */
function layoutOf(plan: Plan, reuses: boolean): Layout {
  const { names } = columnsOf(plan);
  const seeds = plan.at(0).seed !== null;
  const middle = names.length === 0 ? 'minmax(0,1fr)' : `repeat(${names.length},minmax(0,1fr))`;
  return { names, seeds, grid: `${plan.count > 9_999 ? 60 : 44}px 20px ${middle} ${seeds ? '80px ' : ''}${reuses ? 84 : 56}px` };
}

/** The plan's jobs, of which only those in sight are drawn. */
export function JobRows({ plan, price, chosen, onChoose, made }: JobRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: plan.count,
    estimateSize: () => ROW,
    getScrollElement: () => scroller.current,
    overscan: 8,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
  });
  const skims = useSkim(scroller);
  const layout = useMemo(() => layoutOf(plan, made.size > 0), [plan, made]);
  const shown = rows.getVirtualItems();
  // A row that comes into sight takes the elements of one that went out of it: making and removing them is half of what scrolling costs.
  const places = Math.max(1, Math.ceil(shown.length / PLACES) * PLACES);
  const onKey = (event: KeyboardEvent) => {
    const next = nextRow(event.key, chosen, plan.count);
    if (next === null) return;
    event.preventDefault();
    onChoose(next);
    rows.scrollToIndex(next);
  };
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label="Jobs to be queued"
      aria-rowcount={plan.count + 1}
      aria-activedescendant={rowId(chosen)}
      onKeyDown={onKey}
      onClick={(event) => chooseAt(event, onChoose)}
      className="group/planned min-h-0 flex-1 overflow-y-auto outline-none"
    >
      <Head layout={layout} />
      <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => (
          <JobRow
            key={row.index % places}
            plan={plan}
            price={price}
            at={row.index}
            top={row.start - HEAD}
            chosen={row.index === chosen}
            made={made.get(row.index)}
            layout={layout}
            skims={skims}
          />
        ))}
      </div>
    </div>
  );
}

function Head({ layout: { names, seeds, grid } }: { layout: Layout }) {
  return (
    <div role="row" style={{ gridTemplateColumns: grid }} className={cx(ROW_CLASS, 'sticky top-0 z-10 h-7 border-y border-line bg-bg text-small text-text-3')}>
      <span role="columnheader">Job</span>
      <span role="columnheader" aria-label="Picture" />
      {(names.length === 0 ? ['Prompt'] : names).map((name) => (
        <span key={name} role="columnheader" className="truncate" title={name}>
          {name}
        </span>
      ))}
      {seeds && (
        <span role="columnheader" className="text-right">
          Seed
        </span>
      )}
      <span role="columnheader" className="text-right">
        Credits
      </span>
    </div>
  );
}

type JobRowProps = Pick<JobRowsProps, 'plan' | 'price'> & {
  at: number;
  top: number;
  chosen: boolean;
  made: MadeOutput | undefined;
  layout: Layout;
  skims: boolean;
};

/** Scrolling draws the rows that come into sight, and no other again; while they go by too fast to be read, their numbers and outlines. */
const JobRow = memo(function JobRow({ at, top, chosen, layout, skims, ...job }: JobRowProps) {
  return (
    <div
      role="row"
      id={rowId(at)}
      data-at={at}
      aria-rowindex={at + 2}
      aria-selected={chosen}
      style={{ top, height: ROW, gridTemplateColumns: layout.grid }}
      className={cx(
        ROW_CLASS,
        'absolute inset-x-0 contain-strict border-b border-line text-body',
        // The focus is shown where the keys act: at the chosen row, for rows would hide a frame around them all.
        chosen
          ? 'bg-raised group-focus-visible/planned:outline-2 group-focus-visible/planned:-outline-offset-2 group-focus-visible/planned:outline-now before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-now'
          : 'hover:bg-panel',
      )}
    >
      <span role="gridcell" className="mono text-small whitespace-nowrap text-text-3">
        {(at + 1).toLocaleString()}
      </span>
      {skims ? <Outline /> : <Cells at={at} layout={layout} {...job} />}
    </div>
  );
});

function Outline() {
  return <span aria-hidden className="col-start-3 h-1.5 w-1/2 rounded-chip bg-control" />;
}

function Cells({ plan, price, at, made, layout }: Pick<JobRowProps, 'plan' | 'price' | 'at' | 'made' | 'layout'>) {
  const job = plan.picked(at);
  return (
    <>
      <span role="gridcell">
        <Thumbnail sha256={made?.sha256} ready={made?.shown === true} className="size-5" />
      </span>
      <Differences names={layout.names} {...job} />
      {layout.seeds && (
        <span role="gridcell" className="mono truncate text-right text-small text-text-3">
          {job.seed ?? NONE}
        </span>
      )}
      {made === undefined ? <Price price={price} /> : <Made />}
    </>
  );
}

function Differences({ names, prompt, picks }: { names: readonly string[]; prompt: string; picks: Picks }) {
  if (names.length === 0) {
    return (
      <span role="gridcell" dir="auto" className="truncate">
        {prompt === '' ? <span className="text-text-3">no prompt</span> : prompt}
      </span>
    );
  }
  return names.map((name) => (
    <span key={name} role="gridcell" dir="auto" className="truncate" title={picks[name]}>
      {picks[name] || NONE}
    </span>
  ));
}

function Price({ price }: { price: number | null }) {
  return (
    <span role="gridcell" className="mono text-right text-small text-text-2">
      {price === null ? <span className="plain text-text-3">unknown</span> : creditFigure(price)}
    </span>
  );
}

/** In the library already: it costs nothing. */
function Made() {
  return (
    <span role="gridcell" className="flex items-center justify-end gap-1.5 text-small text-done-text">
      <Glyph name="reused" size={11} />
      reused
    </span>
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
