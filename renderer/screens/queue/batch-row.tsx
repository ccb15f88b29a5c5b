import { Ellipsis, Pause, Play } from 'lucide-react';
import { memo, useRef, type KeyboardEvent } from 'react';
import type { BatchView } from '../../../shared/domain.ts';
import { IconButton } from '../../components/button.tsx';
import { Covers } from '../../components/covers.tsx';
import { cx } from '../../components/cx.ts';
import { Glyph, OutcomeCount } from '../../components/glyph.tsx';
import { Menu } from '../../components/menu.tsx';
import { Progress } from '../../components/progress.tsx';
import { count, creditFigure, NONE, rate } from '../../look/numbers.ts';
import { glyphOfBatch, moving, unfinished } from '../../look/states.ts';
import { clockTime, dateWords, inWords, momentRange } from '../../look/times.ts';
import { useNow } from '../../state/clock.ts';
import { useEngine } from '../../state/engine.tsx';
import { type AppState, isPaused, isSilent } from '../../state/app-state.ts';
import { keysOf } from '../../state/lists.ts';
import { hrefOf } from '../../state/route.ts';
import { jobsPerMinute } from '../../state/speed.ts';
import { type BatchActions, useBatchActions } from './batch-actions.ts';
import { useDrag } from './order/use-drag.ts';
import type { Move } from './order/use-move.ts';
import { batchLine, type BatchSurroundings, lineParts, noFinishWords } from './batch-words.ts';

/** The columns of the batches, shared by header and rows. */
export const BATCH_COLUMNS =
  'grid grid-cols-[12px_156px_minmax(120px,3fr)_minmax(140px,2fr)_64px_104px_104px_64px] items-center gap-x-4 px-4 wide:grid-cols-[12px_156px_minmax(160px,1fr)_minmax(260px,1fr)_80px_120px_128px_64px]';

export interface BatchRowProps {
  batch: BatchView;
  /** Its place among those that can be moved; null: it is over. */
  place: number | null;
  move: Move;
}

export const BatchRow = memo(function BatchRow({ batch, place, move }: BatchRowProps) {
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const drag = useDrag({ row, handle, id: batch.id, place, move });
  const over = unfinished(batch.counts) === 0;
  const actions = useBatchActions(batch);
  return (
    <li
      ref={row}
      data-batch={batch.id}
      className={cx(
        BATCH_COLUMNS,
        // Rows out of sight are not laid out or painted.
        'relative h-14 border-b border-line transition-colors [contain-intrinsic-size:auto_56px] [content-visibility:auto] hover:bg-panel has-[[data-row]:focus-visible]:outline-2 has-[[data-row]:focus-visible]:-outline-offset-2 has-[[data-row]:focus-visible]:outline-now',
        drag.carried && 'opacity-40',
        drag.edge === 'before' && 'before:absolute before:inset-x-0 before:top-0 before:z-10 before:h-0.5 before:bg-now',
        drag.edge === 'after' && 'before:absolute before:inset-x-0 before:bottom-0 before:z-10 before:h-0.5 before:bg-now',
      )}
    >
      <span
        ref={handle}
        title={place === null ? undefined : 'Drag to another place'}
        className={cx('relative z-10 flex h-14 items-center', place !== null && 'cursor-grab')}
      >
        <Glyph name={glyphOfBatch(batch)} label={glyphOfBatch(batch)} />
      </span>
      <Covers covers={batch.covers} />
      <Names batch={batch} move={move} keys={actions.keys} />
      <Counts batch={batch} />
      <Speed batch={batch} />
      <DoneAt batch={batch} over={over} />
      <span className="mono text-right text-small whitespace-nowrap text-text">
        {creditFigure(batch.creditsUsed)}
        <span className="text-text-3">/{creditFigure(batch.creditsEstimated)}</span>
      </span>
      <Actions batch={batch} actions={actions} />
    </li>
  );
});

/** The name's link covers the row. */
function Names({ batch, move, keys }: { batch: BatchView; move: Move; keys: BatchActions['keys'] }) {
  const now = useNow(1_000);
  // Asked for as words: keys change with every answer, and what a batch says of them seldom does.
  const line = useEngine((state) => batchLine(batch, surroundingsOf(state), now));
  const { words, time } = lineParts(line);
  return (
    <div className="flex min-w-0 flex-col">
      <a
        data-row
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown P R L Delete"
        onKeyDown={(event) => (event.altKey ? moveBatch(event, batch.id, move) : act(event, keys) || moveFocus(event))}
        href={hrefOf('queue', batch.id)}
        title={batch.name}
        className="truncate text-body font-medium text-text outline-none after:absolute after:inset-0"
      >
        {batch.name}
      </a>
      <span title={line} className="flex gap-1 text-small whitespace-nowrap text-text-2">
        <span className="truncate">{words} </span>
        {time && <span className="shrink-0">{time}</span>}
      </span>
    </div>
  );
}

function surroundingsOf(state: AppState): BatchSurroundings {
  return { models: state.models, keys: keysOf(state), paused: isPaused(state), silent: isSilent(state) };
}

/** A key that does something to the batch; false for others. */
function act(event: KeyboardEvent, keys: BatchActions['keys']): boolean {
  const run = event.ctrlKey || event.metaKey || event.shiftKey ? undefined : keys.get(event.key);
  if (!run) return false;
  event.preventDefault();
  run();
  return true;
}

/** Alt and an arrow key move the batch itself. */
function moveBatch(event: KeyboardEvent, id: number, move: Move): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
  if (step === null) return;
  event.preventDefault();
  move.by(id, step);
}

/** Arrow keys go from row to row. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const rows = [...(event.currentTarget.closest('ul')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  rows[rows.indexOf(event.currentTarget) + step]?.focus();
}

function Counts({ batch }: { batch: BatchView }) {
  const { counts, total } = batch;
  const away = moving(counts);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-baseline gap-3">
        <span className="mono text-small text-text">
          {count(counts.done)}
          <span className="text-text-3">/{count(total)}</span>
        </span>
        <span className="ml-auto flex gap-2">
          {away > 0 && <OutcomeCount name="running" count={count(away)} />}
          {counts.failed > 0 && <OutcomeCount name="failed" count={count(counts.failed)} />}
          {counts.uncertain > 0 && <OutcomeCount name="uncertain" count={count(counts.uncertain)} />}
        </span>
      </div>
      <Progress counts={counts} total={total} />
    </div>
  );
}

function Speed({ batch }: { batch: BatchView }) {
  const samples = useEngine((state) => state.samples[batch.id]);
  const now = useNow(1_000);
  const speed = unfinished(batch.counts) === 0 ? null : jobsPerMinute(samples, batch.counts.done, now);
  return <span className="mono text-right text-small text-text-2">{rate(speed)}</span>;
}

function DoneAt({ batch, over }: { batch: BatchView; over: boolean }) {
  const now = useNow(60_000);
  const silent = useEngine(isSilent);
  const paused = useEngine(isPaused);
  const { forecast } = batch;
  if (over || paused || !forecast) return <TwoLines upper={NONE} lower={noFinishWords(batch, { over, paused })} />;
  const far = forecast.at - now > 24 * 60 * 60_000;
  if (silent) return <TwoLines upper={clockTime(forecast.at)} lower="was due" />;
  const range = momentRange(forecast.from, forecast.to, now);
  return <TwoLines upper={clockTime(forecast.at)} lower={far ? dateWords(forecast.at, now) : range || inWords(forecast.at - now)} />;
}

function TwoLines({ upper, lower }: { upper: string; lower: string }) {
  return (
    <div className="mono flex flex-col text-right whitespace-nowrap">
      <span className="text-title text-text">{upper}</span>
      <span className="h-4 text-label text-text-3">{lower}</span>
    </div>
  );
}

function Actions({ batch, actions: { hold, menu } }: { batch: BatchView; actions: BatchActions }) {
  return (
    <div className="relative z-10 flex justify-end">
      {hold && (
        <IconButton
          label={`${hold.label} ${batch.name}`}
          busy={hold.busy}
          onClick={hold.run}
          icon={hold.label === 'Pause' ? <Pause size={16} strokeWidth={1.5} aria-hidden /> : <Play size={16} strokeWidth={1.5} aria-hidden />}
        />
      )}
      <Menu trigger={<IconButton label={`More for ${batch.name}`} icon={<Ellipsis size={16} aria-hidden />} />} items={menu} />
    </div>
  );
}
