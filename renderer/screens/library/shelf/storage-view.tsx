import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { quoteValue } from '../../../../shared/search/tokens.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { Segment } from '../../../components/segment.tsx';
import { bytes, counted, percent } from '../../../look/numbers.ts';
import { monthWords } from '../../../look/times.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { KIND_WORDS } from '../../compose/picker/model-groups.ts';
import { searchEverything } from '../query/library-query.ts';
import { MirrorSection } from './mirror-section.tsx';
import { PlaceSection } from './place-section.tsx';

type By = 'model' | 'batch' | 'month' | 'kind';
type Usage = CallOutput<'storage.usage'>;

const CHOICES: readonly { value: By; label: string }[] = [
  { value: 'model', label: 'Model' },
  { value: 'batch', label: 'Batch' },
  { value: 'month', label: 'Month' },
  { value: 'kind', label: 'Kind' },
];

/** What the library's files take on the disk, and where it went. */
export function StorageView() {
  const [by, setBy] = useState<By>('model');
  const { usage, failed } = useUsage(by);
  const all = usage?.reduce((sum, one) => sum + one.bytes, 0) ?? 0;
  const most = usage?.[0]?.bytes ?? 0;
  return (
    <section aria-label="Storage" className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
      <PlaceSection />
      <MirrorSection />
      <div className="flex flex-wrap items-center justify-between gap-3 pb-3">
        <p className="text-body text-text-2">
          <span className="mono text-heading text-text">{bytes(all)}</span> of files, the trash included
        </p>
        <Segment<By> label="Storage by" value={by} choices={CHOICES} onChange={setBy} />
      </div>
      {failed !== null && <ErrorNotice title={failed} />}
      {usage?.length === 0 && <p className="text-body text-text-2">No files yet.</p>}
      <ul aria-label="What takes the room" className="flex flex-col">
        {usage?.map((row) => (
          <UsageRow key={row.name} row={row} by={by} all={all} most={most} />
        ))}
      </ul>
    </section>
  );
}

function UsageRow({ row, by, all, most }: { row: Usage[number]; by: By; all: number; most: number }) {
  const search = searchOf(by, row.name);
  return (
    <li className="border-b border-line">
      <button
        type="button"
        disabled={search === null}
        title={search === null ? undefined : 'Show them'}
        onClick={() => search !== null && searchEverything(search)}
        className="grid w-full grid-cols-[minmax(0,1fr)_6rem_4rem] items-center gap-x-4 gap-y-1 py-2 text-left enabled:hover:bg-panel"
      >
        <bdi className="truncate text-body text-text">{wordsOf(by, row.name)}</bdi>
        <span className="mono text-right text-small text-text">{bytes(row.bytes)}</span>
        <span className="mono text-right text-small text-text-2">{percent(row.bytes, all)}</span>
        <span aria-hidden className="h-1 overflow-hidden rounded-full bg-control-hi">
          <span className="block h-full rounded-full bg-done" style={{ width: `${most > 0 ? Math.max(0.5, (100 * row.bytes) / most) : 0}%` }} />
        </span>
        <span className="col-span-2 text-right text-small text-text-2">{counted(row.assets, 'asset')}</span>
      </button>
    </li>
  );
}

function wordsOf(by: By, name: string): string {
  if (by === 'month') return monthWords(name);
  if (by === 'kind') return KIND_WORDS[name as keyof typeof KIND_WORDS];
  return name === '' ? 'Without a batch' : name;
}

/** Null where no search says it. */
function searchOf(by: By, name: string): string | null {
  if (by === 'kind') return `kind:${name}`;
  if (by === 'month') return `on:${name}`;
  return name === '' ? null : `${by}:=${quoteValue(name)}`;
}

/** Read again when assets come or go. */
function useUsage(by: By): { usage: Usage | null; failed: string | null } {
  const client = useClient();
  const assets = useEngine((state) => state.totals?.assetBytes);
  const [answer, setAnswer] = useState<{ by: By; usage: Usage | null; failed: string | null }>({ by, usage: null, failed: null });
  useEffect(() => {
    let current = true;
    client.call('storage.usage', { by }).then(
      (usage) => current && setAnswer({ by, usage, failed: null }),
      (thrown) => current && setAnswer({ by, usage: null, failed: AppError.from(thrown).message }),
    );
    return () => {
      current = false;
    };
  }, [client, by, assets]);
  return answer.by === by ? answer : { usage: null, failed: null };
}
