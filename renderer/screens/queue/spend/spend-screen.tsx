import { Copy, Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { SpendRow } from '../../../../shared/contract.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/notice.tsx';
import { ScreenTitle } from '../../../components/screen-title.tsx';
import { Segment } from '../../../components/segment.tsx';
import { showToast } from '../../../components/toasts.ts';
import { count, counted, creditFigure, NONE } from '../../../look/numbers.ts';
import { useEngine } from '../../../state/engine.tsx';
import { hrefOf } from '../../../state/route.ts';
import { byModel } from './by-model.ts';
import { spendCsv } from './csv.ts';
import { useSpend } from './use-spend.ts';

const DAY = 24 * 60 * 60_000;
const RANGES = { '24 h': DAY, '7 days': 7 * DAY, '30 days': 30 * DAY, ever: Infinity } as const;
type Range = keyof typeof RANGES;
const CHOICES = (Object.keys(RANGES) as Range[]).map((value) => ({ value, label: value }));
const TITLES: Readonly<Record<SpendRow['by'], string>> = { batch: 'By batch', model: 'By model', key: 'By key' };

/** Credits in three columns that are never added up, by batch, model and key; and the record of refusals. */
export function SpendScreen() {
  const [range, setRange] = useState<Range>('24 h');
  const { rows: told, error } = useSpend(RANGES[range]);
  const models = useEngine((state) => state.models);
  const rows = useMemo(() => told && byModel(told, models), [told, models]);
  const totals = useEngine((state) => state.totals);
  return (
    <>
      <ScreenTitle title="Spend" within={{ title: 'Queue', href: hrefOf('queue') }} actions={<Actions rows={rows ?? []} range={range} />} />
      <div className="flex min-h-10 shrink-0 items-center gap-4 border-b border-line px-4 text-small text-text-2">
        <Segment label="How far back" value={range} choices={CHOICES} onChange={(next) => setRange(next)} />
        <p>Reported is what the API said. Estimated is the catalog’s price where it said nothing. Unknown are jobs that nobody told a price of.</p>
        {totals && (
          <p className="ml-auto shrink-0">
            {counted(totals.refused24h, 'refusal')} in {counted(totals.requests24h, 'request')}, 24 h
          </p>
        )}
      </div>
      {error && <ErrorNotice title={error.message} />}
      <div className="min-h-0 flex-1 overflow-y-auto">
        {rows === null && !error && <p className="px-4 py-3 text-body text-text-2">Adding up</p>}
        {rows?.length === 0 && <p className="px-4 py-3 text-body text-text-2">No job ended in this time: nothing was spent.</p>}
        {rows !== null &&
          rows.length > 0 &&
          (['batch', 'model', 'key'] as const).map((by) => <Table key={by} by={by} rows={rows.filter((row) => row.by === by)} />)}
      </div>
    </>
  );
}

function Actions({ rows, range }: { rows: readonly SpendRow[]; range: Range }) {
  const none = rows.length === 0 ? 'Nothing was spent in this time' : undefined;
  return (
    <>
      <Button look="ghost" disabledBecause={none} icon={<Copy size={16} strokeWidth={1.5} aria-hidden />} onClick={() => copy(rows)}>
        Copy as CSV
      </Button>
      <Button look="ghost" disabledBecause={none} icon={<Download size={16} strokeWidth={1.5} aria-hidden />} onClick={() => save(rows, range)}>
        Save as CSV
      </Button>
    </>
  );
}

function Table({ by, rows }: { by: SpendRow['by']; rows: readonly SpendRow[] }) {
  return (
    <table aria-label={TITLES[by]} className="w-full max-w-240 table-fixed text-body">
      <thead>
        <tr className="text-small text-text-3">
          <th scope="col" className="px-4 pt-4 pb-1 text-left font-medium text-text">
            {TITLES[by]}
          </th>
          {['Jobs', 'Reported', 'Estimated', 'Unknown'].map((word) => (
            <th key={word} scope="col" className="w-32 px-4 pt-4 pb-1 text-right font-normal">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="h-7 border-y border-line hover:bg-panel">
            <th scope="row" className="truncate px-4 text-left font-normal text-text">
              {by === 'model' ? (
                row.name
              ) : (
                <a href={by === 'batch' ? hrefOf('queue', row.id) : hrefOf('keys', row.id)} className="hover:underline">
                  {row.name}
                </a>
              )}
            </th>
            <Figure>{count(row.jobs)}</Figure>
            <Figure>{creditFigure(row.reported)}</Figure>
            <Figure>{row.estimated === 0 ? NONE : creditFigure(row.estimated)}</Figure>
            <Figure>{row.unknownJobs === 0 ? NONE : counted(row.unknownJobs, 'job')}</Figure>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figure({ children }: { children: string }) {
  return <td className="mono px-4 text-right text-small text-text-2">{children}</td>;
}

function copy(rows: readonly SpendRow[]): void {
  navigator.clipboard.writeText(spendCsv(rows)).then(
    () => showToast({ glyph: 'done', title: `${counted(rows.length, 'line')} copied as CSV` }),
    () => showToast({ glyph: 'failed', title: 'Not copied', detail: 'The system did not let the companion use the clipboard. Save it as a file.' }),
  );
}

/** A file of the browser's own making: nothing leaves this machine. */
function save(rows: readonly SpendRow[], range: Range): void {
  const address = URL.createObjectURL(new Blob([spendCsv(rows)], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `abstrakt-spend-${range.replace(' ', '-')}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
