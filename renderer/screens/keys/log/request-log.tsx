import { useVirtualizer } from '@tanstack/react-virtual';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { RequestView } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import { Chip } from '../../../components/chip.tsx';
import { cx } from '../../../components/cx.ts';
import { Input } from '../../../components/input.tsx';
import { ErrorNotice } from '../../../components/notice.tsx';
import { RequestDialog } from '../../../components/request/request-dialog.tsx';
import { Select } from '../../../components/select.tsx';
import { useKeys } from '../../../state/lists.ts';
import { LOG_COLUMNS, LogRow } from './log-row.tsx';
import { useLog } from './use-log.ts';

const ROW = 28;
const ALL = '';
const KINDS = ['run', 'poll', 'result', 'cancel', 'catalog', 'probe'] as const satisfies readonly RequestView['kind'][];
const OUTCOMES = ['ok', 'refused', 'error', 'lost', 'pending'] as const satisfies readonly RequestView['outcome'][];

/** Every request that was sent, newest first: filtered, and any number of them. A row opens what was sent and what came. */
export function RequestLog({ keyId }: { keyId: number | null }) {
  const [key, setKey] = useState(keyId);
  const [kind, setKind] = useState<RequestView['kind'] | null>(null);
  const [outcome, setOutcome] = useState<RequestView['outcome'] | null>(null);
  const [text, setText] = useState('');
  const filter = {
    ...(key === null ? {} : { keyId: key }),
    ...(kind === null ? {} : { kinds: [kind] }),
    ...(outcome === null ? {} : { outcomes: [outcome] }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  };
  const keys = useKeys();
  return (
    <section aria-label="Request log" className="flex flex-col border-b border-line">
      <div className="flex min-h-10 flex-wrap items-center gap-2 border-b border-line px-6 py-1.5">
        <h3 className="pr-2 text-small font-medium text-text">Request log</h3>
        <Input
          aria-label="Code, status or prompt"
          placeholder="Code, status or prompt"
          value={text}
          onChange={(event) => setText(event.target.value)}
          leading={<Search size={14} aria-hidden />}
          className="w-55"
        />
        <Select
          label="Key"
          value={String(key ?? ALL)}
          choices={[{ value: ALL, label: 'Every key' }, ...keys.map((one) => ({ value: String(one.id), label: one.label }))]}
          onChange={(next) => setKey(next === ALL ? null : Number(next))}
        />
        <Chips label="Kind" words={KINDS} chosen={kind} onChoose={(word) => setKind(word)} />
        <Chips label="Outcome" words={OUTCOMES} chosen={outcome} onChoose={(word) => setOutcome(word)} />
      </div>
      <Rows key={JSON.stringify(filter)} filter={filter} />
    </section>
  );
}

/** One of several words, or none: then all. */
function Chips<W extends string>({ label, words, chosen, onChoose }: { label: string; words: readonly W[]; chosen: W | null; onChoose(word: W | null): void }) {
  return (
    <fieldset aria-label={label} className="flex gap-1">
      {words.map((word) => (
        <Chip key={word} chosen={word === chosen} onClick={() => onChoose(word === chosen ? null : word)}>
          {word}
        </Chip>
      ))}
    </fieldset>
  );
}

function Rows({ filter }: { filter: Parameters<typeof useLog>[0] }) {
  const { rows, whole, failed, more } = useLog(filter);
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const list = useVirtualizer({ count: rows?.length ?? 0, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 20 });
  const shown = list.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows !== null && !whole && last >= rows.length - 40) more();
  }, [rows, whole, last, more]);

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Enter' && rows?.[at]) setOpen(rows[at].id);
    else if (step !== 0 && rows && rows.length > 0) {
      const next = Math.max(0, Math.min(rows.length - 1, at + step));
      setAt(next);
      list.scrollToIndex(next);
    } else return;
    event.preventDefault();
  }

  return (
    <>
      <div aria-hidden className={cx(LOG_COLUMNS, 'h-7 border-b border-line bg-panel text-small text-text-2')}>
        <span>Sent</span>
        <span>Kind</span>
        <span>Key</span>
        <span>Answer</span>
        <span className="text-right">took</span>
        <span className="text-right">left</span>
      </div>
      {failed !== null && <ErrorNotice title={AppError.from(failed).message} />}
      <div
        ref={scroller}
        role="grid"
        aria-label="Requests, newest first"
        aria-rowcount={whole ? (rows?.length ?? 0) : -1}
        aria-busy={rows === null}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="focus-inside h-72 overflow-y-auto"
      >
        <div role="rowgroup" className="relative" style={{ height: list.getTotalSize() }}>
          {shown.map((item) => {
            const row = rows?.[item.index];
            return (
              row && (
                <div
                  key={row.id}
                  role="presentation"
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${item.start}px)` }}
                  onClick={() => setOpen(row.id)}
                >
                  <LogRow request={row} index={item.index} chosen={item.index === at} />
                </div>
              )
            );
          })}
        </div>
        {rows?.length === 0 && <p className="px-6 py-3 text-body text-text-2">No request fits. Choose another kind or outcome, or other words.</p>}
      </div>
      {open !== null && <RequestDialog id={open} onClose={() => setOpen(null)} />}
    </>
  );
}
