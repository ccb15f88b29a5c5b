import { Button } from '../../../components/button.tsx';
import { Kbd } from '../../../components/kbd.tsx';
import { count, counted, creditFigure } from '../../../look/numbers.ts';

export interface LiveLineProps {
  /** What would be queued; null before there is a model. `credits` null: not known. */
  work: { jobs: number; credits: number | null } | null;
  busy: boolean;
  disabledBecause: string | undefined;
  onQueue(): void;
}

/** What pressing the button will do, before it is pressed. */
export function LiveLine({ work, busy, disabledBecause, onQueue }: LiveLineProps) {
  return (
    <footer className="flex h-15 shrink-0 items-center gap-4 border-t border-line-2 bg-panel px-4">
      {work ? <Work {...work} /> : <span className="text-body text-text-2">Choose a model and write a prompt</span>}
      <span className="flex-1" />
      <Button look="primary" size="large" busy={busy} disabledBecause={disabledBecause} onClick={onQueue} aria-keyshortcuts="Control+Enter Meta+Enter">
        {work ? `Queue ${counted(work.jobs, 'job')}` : 'Queue'}
        <Kbd keys="Ctrl ↵" className={disabledBecause === undefined ? '!text-now-ink !inset-ring-now-ink/50' : '!text-text-off'} />
      </Button>
    </footer>
  );
}

function Work({ jobs, credits }: { jobs: number; credits: number | null }) {
  return (
    <>
      <Figure value={count(jobs)} word={jobs === 1 ? 'job' : 'jobs'} />
      <span aria-hidden className="h-5 w-px bg-line-2" />
      {credits === null ? (
        <span className="text-body text-text-2">credits unknown</span>
      ) : (
        <Figure value={creditFigure(credits)} word={credits === 1 ? 'credit' : 'credits'} />
      )}
    </>
  );
}

function Figure({ value, word }: { value: string; word: string }) {
  return (
    <span className="flex items-baseline gap-2">
      <span className="mono text-heading">{value}</span>
      <span className="text-body text-text-2">{word}</span>
    </span>
  );
}
