import { Button } from '../../../components/button.tsx';
import { Kbd } from '../../../components/kbd.tsx';
import { count, counted, creditFigure, percent } from '../../../look/numbers.ts';
import type { Day } from './day.ts';

export interface LiveLineProps {
  /** What would be queued; null before there is a model. `credits` null: not known. */
  work: { jobs: number; credits: number | null } | null;
  /** What the keys may do today; null: without a limit, or not known. */
  day: Day | null;
  busy: boolean;
  disabledBecause: string | undefined;
  onQueue(): void;
}

/** What pressing the button will do, before it is pressed. It never scrolls away. */
export function LiveLine({ work, day, busy, disabledBecause, onQueue }: LiveLineProps) {
  return (
    <footer aria-label="What will be queued" className="flex h-15 shrink-0 items-center gap-4 border-t border-line-2 bg-panel px-4">
      {work ? <Work {...work} day={day} /> : <span className="text-body text-text-2">Choose a model and write a prompt</span>}
      <span className="flex-1" />
      <Button look="primary" size="large" busy={busy} disabledBecause={disabledBecause} onClick={onQueue} aria-keyshortcuts="Control+Enter Meta+Enter">
        {work ? `Queue ${counted(work.jobs, 'job')}` : 'Queue'}
        <Kbd keys="Ctrl ↵" className={disabledBecause === undefined ? '!text-now-ink !inset-ring-now-ink/50' : '!text-text-off'} />
      </Button>
    </footer>
  );
}

function Work({ jobs, credits, day }: NonNullable<LiveLineProps['work']> & { day: Day | null }) {
  return (
    <>
      <Figure value={count(jobs)} word={jobs === 1 ? 'job' : 'jobs'} />
      <Rule />
      {credits === null ? (
        <span className="text-body text-text-2">credits unknown</span>
      ) : (
        <Figure value={creditFigure(credits)} word={credits === 1 ? 'credit' : 'credits'} />
      )}
      {day && (
        <>
          <Rule />
          <Today jobs={jobs} day={day} />
        </>
      )}
    </>
  );
}

/** How much of the day's requests is gone when these jobs are sent: used, waiting before them, and these. */
function Today({ jobs, day }: { jobs: number; day: Day }) {
  const after = day.used + day.waiting + jobs;
  const over = after - day.limit;
  if (over > 0) return <Figure value={count(Math.min(jobs, over))} word="of them tomorrow or later" />;
  return (
    <>
      <Figure value={percent(after, day.limit)} word="of today" />
      <span aria-hidden className="flex h-1 w-23 bg-control-hi">
        <span className="bg-text-2" style={{ width: `${(100 * (day.used + day.waiting)) / day.limit}%` }} />
        <span className="bg-now" style={{ width: `${(100 * jobs) / day.limit}%`, minWidth: '1.5%' }} />
      </span>
    </>
  );
}

function Rule() {
  return <span aria-hidden className="h-5 w-px bg-line-2" />;
}

function Figure({ value, word }: { value: string; word: string }) {
  return (
    <span className="flex items-baseline gap-2 whitespace-nowrap">
      <span className="mono text-heading">{value}</span>
      <span className="text-body text-text-2">{word}</span>
    </span>
  );
}
