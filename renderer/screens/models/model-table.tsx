import { useMemo, useRef, type KeyboardEvent } from 'react';
import type { ModelView } from '../../../shared/domain.ts';
import { cx } from '../../components/cx.ts';
import { creditFigure } from '../../look/numbers.ts';
import { took } from '../../look/times.ts';
import { KindIcon } from '../compose/picker/kind-icon.tsx';
import { KIND_WORDS } from '../compose/picker/model-groups.ts';

const HEADS = ['Model', 'Id', 'Kind', 'Provider', 'Credits', 'Usual time', 'Known from'] as const;

export interface ModelTableProps {
  models: readonly ModelView[];
  chosen: string | null;
  onChoose(id: string): void;
}

/** The catalog, one model a row. Arrow keys choose. */
export function ModelTable({ models, chosen, onChoose }: ModelTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const ids = useMemo(() => models.map((model) => model.id), [models]);
  return (
    <table className="w-full table-fixed border-collapse text-body">
      <colgroup>
        <col className="w-[24%]" />
        <col />
        <col className="w-24" />
        <col className="w-28 max-mid:w-20" />
        <col className="w-20" />
        <col className="w-24" />
        <col className="w-36 max-mid:w-28" />
      </colgroup>
      <thead className="sticky top-0 z-10 bg-panel">
        <tr className="h-7 text-left text-small text-text-3">
          {HEADS.map((head) => (
            <th key={head} scope="col" className={cx('truncate px-2 font-normal first:pl-4 last:pr-4', isFigure(head) && 'text-right')}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {models.map((model) => (
          <Row
            key={model.id}
            model={model}
            chosen={model.id === chosen}
            onChoose={() => onChoose(model.id)}
            onKeyDown={(event) => onKey(event, ids, model.id, body.current, onChoose)}
          />
        ))}
      </tbody>
    </table>
  );
}

function isFigure(head: string): boolean {
  return head === 'Credits' || head === 'Usual time';
}

interface RowProps {
  model: ModelView;
  chosen: boolean;
  onChoose(): void;
  onKeyDown(event: KeyboardEvent): void;
}

function Row({ model, chosen, onChoose, onKeyDown }: RowProps) {
  return (
    <tr className={cx('relative h-8.5 border-b border-line', chosen ? 'bg-raised' : 'hover:bg-panel')}>
      <td className="pl-4">
        {chosen && <span aria-hidden className="absolute inset-y-0 left-0 w-0.5 bg-now" />}
        <button
          type="button"
          aria-pressed={chosen}
          onClick={onChoose}
          onKeyDown={onKeyDown}
          className={cx(
            'focus-inside flex w-full min-w-0 items-center gap-2.5 rounded-chip text-left font-medium after:absolute after:inset-0',
            !model.runnable && 'text-text-3',
          )}
        >
          <KindIcon kind={model.kind} size={14} className="shrink-0 text-text-3" />
          <span className="truncate">{model.name}</span>
        </button>
      </td>
      <td className="mono truncate px-2 text-small text-text-2">{model.id}</td>
      <td className="truncate px-2 text-text-2">{KIND_WORDS[model.kind]}</td>
      <td className="truncate px-2 text-text-2">{model.provider ?? '–'}</td>
      <td className="px-2 text-right">
        {model.creditsPerRun === null ? <span className="text-text-3">unknown</span> : <span className="mono">{creditFigure(model.creditsPerRun)}</span>}
      </td>
      <td className="mono px-2 text-right text-text-2">{model.usualMs === null ? '–' : took(model.usualMs)}</td>
      <td className="truncate px-2 pr-4 text-text-2">{sourceWords(model)}</td>
    </tr>
  );
}

/** Where a model is known from, and whether it may be run. */
export function sourceWords({ source, runnable }: Pick<ModelView, 'source' | 'runnable'>): string {
  if (source === 'api') return 'the API’s list';
  return runnable ? 'the built-in list' : 'a guess, cannot run';
}

function onKey(event: KeyboardEvent, ids: readonly string[], id: string, body: HTMLElement | null, onChoose: (id: string) => void): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const at = Math.min(ids.length - 1, Math.max(0, ids.indexOf(id) + by));
  body?.querySelectorAll('button')[at]?.focus();
  const next = ids[at];
  if (next !== undefined) onChoose(next);
}
