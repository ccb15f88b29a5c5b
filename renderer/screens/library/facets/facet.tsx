import { useId, useState, type ReactNode } from 'react';
import { ticksIn, type TickSubject } from '../../../../shared/search/ticks.ts';
import { Check } from '../../../components/check.tsx';
import { cx } from '../../../components/cx.ts';
import { count, counted } from '../../../look/numbers.ts';
import { tick, useLibraryQuery } from '../query/library-query.ts';

export interface FacetRow {
  /** Ticked together: a row may stand for several. */
  values: readonly string[];
  words: string;
  assets: number;
}

/** Rows in sight before the rest is asked for. */
const SHORT = 5;

/** Values of one kind to tick, with how many assets have each. Those that are ticked are always in sight. */
export function Facet({ title, subject, rows }: { title: string; subject: TickSubject; rows: readonly FacetRow[] }) {
  const [all, setAll] = useState(false);
  const text = useLibraryQuery((query) => query.text);
  const ticks = ticksIn(text, subject);
  const isOn = ({ values }: FacetRow) => values.every((value) => ticks.has(value.toLowerCase()));
  if (rows.length === 0) return null;
  const short = rows.filter((row, at) => at < SHORT || isOn(row));
  const shown = all || rows.length - short.length <= 1 ? rows : short;
  return (
    <FacetGroup title={title}>
      {shown.map((row) => (
        <FacetCheck key={row.values.join('\n')} row={row} on={isOn(row)} onChange={(on) => tick(subject, row.values, on)} />
      ))}
      {rows.length > shown.length && <MoreButton onClick={() => setAll(true)}>{count(rows.length - shown.length)} more</MoreButton>}
      {all && rows.length > SHORT + 1 && <MoreButton onClick={() => setAll(false)}>Fewer</MoreButton>}
    </FacetGroup>
  );
}

function FacetCheck({ row, on, onChange }: { row: FacetRow; on: boolean; onChange(on: boolean): void }) {
  return (
    <div className="flex min-h-6 items-center gap-2 [&>label]:min-w-0 [&>label]:flex-1">
      <Check checked={on} onChange={onChange}>
        <bdi title={row.words} className={cx('min-w-0 flex-1 truncate', row.assets === 0 && 'text-text-3')}>
          {row.words}
        </bdi>
        <span className="sr-only">, {counted(row.assets, 'asset')}</span>
      </Check>
      <span aria-hidden className="mono shrink-0 text-label text-text-3">
        {count(row.assets)}
      </span>
    </div>
  );
}

function MoreButton({ onClick, children }: { onClick(): void; children: ReactNode }) {
  return (
    <button type="button" onClick={onClick} className="self-start rounded-chip pl-5.5 text-small leading-6 text-text-3 hover:text-text">
      {children}
    </button>
  );
}

export function FacetGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="flex min-w-0 flex-col px-4 pt-2 pb-4">
      <h2 id={id} className="truncate pb-1.5 text-small text-text-3" title={title}>
        {title}
      </h2>
      {children}
    </div>
  );
}
