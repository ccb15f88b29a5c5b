import type { KeyView } from '../../../shared/domain.ts';
import { AllowanceBar, type AllowanceBarProps } from '../../components/bar.tsx';
import { cx } from '../../components/cx.ts';
import { keyColour } from '../../components/key-colour.ts';
import { Ring } from '../../components/ring.tsx';
import { keyStateWords, leftOfMinute, planSourceWords, planWord, remainingOf, ringFace } from '../../look/key-words.ts';
import { count, NONE } from '../../look/numbers.ts';
import { clockSeconds, inWords, moment } from '../../look/times.ts';
import { isPaused } from '../../state/app-state.ts';
import { useNow } from '../../state/clock.ts';
import { useEngine } from '../../state/engine.tsx';

/** The ring at 96, the words beside it, and the three allowances with what is used, what is left and when it starts again. */
export function KeyAllowancePanel({ keyView: key }: { keyView: KeyView }) {
  const now = useNow(1_000);
  const held = useEngine(isPaused);
  const words = keyStateWords(key, now);
  return (
    <section aria-label="Allowance" className="relative flex flex-wrap items-center gap-x-8 gap-y-4 border-b border-line px-6 py-5">
      <span aria-hidden className={cx('absolute inset-y-0 left-0 w-[3px]', keyColour(key.colour))} />
      <div className="flex w-72 items-center gap-5">
        <Ring face={ringFace(key, now, held)} size={96} />
        <div className="min-w-0">
          <h2 className="text-heading font-semibold break-words text-text">{words.lead}</h2>
          <p className="text-body text-text-2">{words.detail}</p>
          <p className="mt-1 text-small text-text-3">
            {planWord(key)}: {planSourceWords(key)}
          </p>
        </div>
      </div>
      <AllowanceTable keyView={key} now={now} />
    </section>
  );
}

function AllowanceTable({ keyView: key, now }: { keyView: KeyView; now: number }) {
  const { minute, concurrency, day, asleep } = key.allowance;
  const remaining = remainingOf(key);
  const minuteUsed = minute.limit !== null && remaining !== null ? minute.limit - remaining : minute.used;
  return (
    <dl className="grid min-w-90 flex-1 grid-cols-[96px_minmax(80px,1fr)_96px_minmax(112px,auto)] items-center gap-x-3 gap-y-2 text-small">
      <Line name="Requests, minute" used={minuteUsed} limit={minute.limit} when={whenWords(minute.resetAt, now, leftOfMinute)} tone="use" />
      <Line name="Jobs at once" used={concurrency.used} limit={concurrency.limit} when="" tone="flight" />
      <Line
        name="Requests, day"
        used={day.used}
        limit={day.limit}
        when={whenWords(day.resetAt, now, (at) => at - now)}
        tone="use"
        spent={asleep?.why === 'day-spent'}
      />
    </dl>
  );
}

function Line({ name, used, limit, when, ...bar }: AllowanceBarProps & { name: string; when: string }) {
  return (
    <>
      <dt className="whitespace-nowrap text-text-2">{name}</dt>
      <dd className="contents">
        <AllowanceBar used={used} limit={limit} {...bar} />
        <span className="mono text-right whitespace-nowrap text-text">
          {count(used)}
          <span className="text-text-3">/{limit === null ? NONE : count(limit)}</span>
        </span>
        <span className="whitespace-nowrap text-text-3">{when}</span>
      </dd>
    </>
  );
}

function whenWords(at: number | null, now: number, leftOf: (at: number, now: number) => number): string {
  if (at === null || at <= now) return '';
  return at - now < 10 * 60_000 ? `starts again ${inWords(leftOf(at, now))}, ${clockSeconds(at)}` : `starts again ${moment(at, now)}`;
}
