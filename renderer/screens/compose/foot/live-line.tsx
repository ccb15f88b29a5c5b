import { memo } from 'react';
import { Button } from '../../../components/button.tsx';
import { Kbd } from '../../../components/kbd.tsx';
import { cx } from '../../../components/cx.ts';
import { count, counted, creditFigure, percent } from '../../../look/numbers.ts';
import { waitWords } from '../../../look/states.ts';
import { moment, momentRange } from '../../../look/times.ts';
import { useNow } from '../../../state/clock.ts';
import { MOST_JOBS } from '../jobs/plan.ts';
import type { Saving } from '../files/use-saving.ts';
import type { Forecast } from './use-forecast.ts';

export interface LiveLineProps {
  /** What would be queued; null before there is a model. `credits` null: not known. */
  work: { jobs: number; credits: number | null } | null;
  /** When it would be done, and how much of today it takes; null: not known yet. */
  forecast: Forecast | null;
  busy: boolean;
  disabledBecause: string | undefined;
  onQueue(): void;
  saving: Saving;
}

/** What pressing the button will do, before it is pressed. It never scrolls away. */
export const LiveLine = memo(function LiveLine({ work, forecast, busy, disabledBecause, onQueue, saving }: LiveLineProps) {
  return (
    <section aria-label="What will be queued" className="flex h-15 shrink-0 items-center gap-4 border-t border-line-2 bg-panel px-4">
      {work ? <Work {...work} forecast={forecast} /> : <span className="text-body text-text-2">Choose a model and write a prompt</span>}
      <span className="flex-1" />
      <Button look="ghost" busy={saving.busy} disabledBecause={saving.disabledBecause} onClick={saving.save}>
        Save as file
      </Button>
      <Button look="primary" size="large" busy={busy} disabledBecause={disabledBecause} onClick={onQueue} aria-keyshortcuts="Control+Enter Meta+Enter">
        {work ? `Queue ${counted(work.jobs, 'job')}` : 'Queue'}
        <Kbd keys="Ctrl ↵" className={disabledBecause === undefined ? '!text-now-ink !inset-ring-now-ink/50' : '!text-text-off'} />
      </Button>
    </section>
  );
});

function Work({ jobs, credits, forecast }: NonNullable<LiveLineProps['work']> & { forecast: Forecast | null }) {
  return (
    <>
      <Figure value={count(jobs)} word={jobs === 1 ? 'job' : 'jobs'} />
      <Rule />
      {credits === null ? (
        <span className="text-body text-text-2">credits unknown</span>
      ) : (
        <Figure value={creditFigure(credits)} word={credits === 1 ? 'credit' : 'credits'} />
      )}
      {jobs > 0 && jobs <= MOST_JOBS && <When forecast={forecast} />}
    </>
  );
}

function When({ forecast }: { forecast: Forecast | null }) {
  return (
    <>
      <Rule />
      {forecast ? <Done forecast={forecast} /> : <span className="truncate text-body text-text-2">working out when …</span>}
      {forecast && <Today share={forecast.shareOfToday} />}
    </>
  );
}

/** `done 14:32 (14:28–14:40)`, or what the jobs would wait for. */
function Done({ forecast: { at, from, to, waits, trialAt } }: { forecast: Forecast }) {
  const now = useNow(1_000);
  if (waits?.kind === 'trial' && trialAt !== null)
    return (
      <span className="flex min-w-0 items-baseline gap-2 whitespace-nowrap">
        <span className="text-body text-text-2">first ones done</span>
        <span className="mono text-heading">{moment(trialAt, now)}</span>
        <span className="truncate text-body text-text-2">then it asks you</span>
      </span>
    );
  if (at === null) return <span className="min-w-0 truncate text-body text-text-2">{waits ? waitWords(waits, now) : 'finishing time unknown'}</span>;
  const range = from === null || to === null ? '' : momentRange(from, to, now);
  return (
    <span className="flex min-w-0 items-baseline gap-2 whitespace-nowrap">
      <span className="text-body text-text-2">done</span>
      <span className="mono text-heading">{moment(at, now)}</span>
      {range !== '' && <span className="mono truncate text-body text-text-2">({range})</span>}
    </span>
  );
}

/** Of what is left today of the keys that may take it. */
function Today({ share }: { share: number | null }) {
  if (share === null) return null;
  return (
    <>
      <Rule />
      {share > 1 ? (
        <span className="text-body whitespace-nowrap text-text-2">more than today has left</span>
      ) : (
        <>
          <Figure value={percent(share, 1)} word="of today" />
          <span aria-hidden className="flex h-1 w-23 shrink-0 bg-control-hi max-wide:hidden">
            <span className="bg-now" style={{ width: `${Math.max(1.5, 100 * share)}%` }} />
          </span>
        </>
      )}
    </>
  );
}

function Rule() {
  return <span aria-hidden className="h-5 w-px shrink-0 bg-line-2" />;
}

function Figure({ value, word, className }: { value: string; word: string; className?: string }) {
  return (
    <span className={cx('flex shrink-0 items-baseline gap-2 whitespace-nowrap', className)}>
      <span className="mono text-heading">{value}</span>
      <span className="text-body text-text-2">{word}</span>
    </span>
  );
}
