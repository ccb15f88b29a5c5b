import { memo } from 'react';
import type { KeyView } from '../../shared/domain.ts';
import { keyStateWords, planWord, resetFigure, ringFace } from '../look/key-words.ts';
import { count } from '../look/numbers.ts';
import { isPaused } from '../state/app-state.ts';
import { useNow } from '../state/clock.ts';
import { useEngine } from '../state/engine.tsx';
import { hrefOf } from '../state/route.ts';
import { AllowanceBar, type AllowanceBarProps } from './bar.tsx';
import { cx } from './cx.ts';
import { Glyph } from './glyph.tsx';
import { keyColour } from './key-colour.ts';
import { Ring } from './ring.tsx';

/** 68 with ring, name and bars; 52 the same, tighter; 40 the ring and the name alone. px. */
export type StripHeight = 68 | 52 | 40;

/** One key as a strip: colour, ring, name, and how much of its slots and its day is taken. The head of its lane on the flight board. */
export const KeyStrip = memo(function KeyStrip({ keyView: key, chosen = false, height = 68 }: { keyView: KeyView; chosen?: boolean; height?: StripHeight }) {
  const now = useNow(1_000);
  const held = useEngine(isPaused);
  const words = keyStateWords(key, now);
  return (
    <a
      href={hrefOf('keys', key.id)}
      aria-current={chosen ? 'true' : undefined}
      className={cx(
        'focus-inside relative flex min-w-0 items-center gap-4 border-b border-line pr-4 pl-4 transition-colors hover:bg-panel',
        chosen && 'bg-raised',
      )}
      style={{ height }}
    >
      <span aria-hidden className={cx('absolute top-1.5 bottom-1.5 left-0 w-[3px]', keyColour(key.colour))} />
      {chosen && <span aria-hidden className="absolute inset-y-0 right-0 w-0.5 bg-now" />}
      {/* The ring in words, before the figures. */}
      <span className="sr-only">
        {key.label}, {planWord(key)}. {words.lead}, {words.detail}.
      </span>
      <Ring face={ringFace(key, now, held)} size={height === 68 ? 52 : 32} />
      <div className={cx('flex min-w-0 flex-1 flex-col', height === 52 && '-space-y-0.5')}>
        <NameLine keyView={key} now={now} />
        {height > 40 && (key.state === 'ready' ? <Bars keyView={key} /> : <StateLines lead={words.lead} detail={words.detail} />)}
      </div>
    </a>
  );
});

function NameLine({ keyView: key, now }: { keyView: KeyView; now: number }) {
  const reset = resetFigure(key, now);
  const asleep = key.allowance.asleep?.why === 'day-spent';
  return (
    <div className="flex items-baseline gap-2">
      <span className="truncate text-body font-semibold text-text">{key.label}</span>
      <span className="shrink-0 text-small text-text-3">{planWord(key)}</span>
      <span className={cx('mono ml-auto flex shrink-0 items-center gap-1.5 text-small', reset.figure === '–' || asleep ? 'text-text-3' : 'text-text')}>
        {key.state === 'ready' && (asleep ? <Glyph name="asleep" size={10} /> : reset.waits && <Glyph name="waiting" size={10} />)}
        {reset.figure}
      </span>
    </div>
  );
}

function Bars({ keyView: { allowance } }: { keyView: KeyView }) {
  return (
    <>
      <BarLine name="jobs" used={allowance.concurrency.used} limit={allowance.concurrency.limit} tone="flight" />
      <BarLine name="day" used={allowance.day.used} limit={allowance.day.limit} tone="use" spent={allowance.asleep?.why === 'day-spent'} />
    </>
  );
}

/** A name, a bar, a figure: the columns of every strip stand under each other. */
export function BarLine({ name, used, limit, ...bar }: AllowanceBarProps & { name: string }) {
  return (
    <div className="flex h-4 items-center gap-2">
      <span className="w-8 shrink-0 text-small text-text-2">{name}</span>
      <AllowanceBar used={used} limit={limit} {...bar} />
      <span className="mono w-26 shrink-0 text-right text-label text-text-2">
        {count(used)}
        <span className="text-text-3">/{count(limit)}</span>
      </span>
    </div>
  );
}

function StateLines({ lead, detail }: { lead: string; detail: string }) {
  return (
    <>
      <span className="truncate text-small leading-4 text-text-2">{lead}</span>
      <span className="truncate text-small leading-4 text-text-3">{detail}</span>
    </>
  );
}
