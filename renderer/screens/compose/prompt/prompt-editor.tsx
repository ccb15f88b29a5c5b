import { memo, useMemo, useRef, type ReactNode } from 'react';
import { SUNK } from '../../../components/input.tsx';
import { cx } from '../../../components/cx.ts';
import type { Run, Shade } from './highlight.ts';
import { pasteLarge } from './paste.ts';

export interface PromptEditorProps {
  id: string;
  value: string;
  onChange(value: string): void;
  invalid: boolean;
  errorId: string | undefined;
  placeholder: string;
  /** The text cut into lines and runs, as they are to look. */
  lines(text: string): Run[][];
}

/** Above so many lines each keeps to one row and shows no syntax: wrapped and shaded lines need elements of their own. */
const WRAP_UP_TO = 200;

const TEXT = 'mono text-prompt py-1.5 pr-3';

/** Where prompts are written: 14/24 mono, lines numbered, syntax shown while typing, as high as its text up to a part of the window. */
export function PromptEditor({ id, value, onChange, invalid, errorId, placeholder, lines }: PromptEditorProps) {
  const count = useMemo(() => value.split('\n').length, [value]);
  const wraps = count <= WRAP_UP_TO;
  const gutter = Math.max(36, 14 + 7 * String(count).length);
  const shown = useMemo(() => (wraps ? lines(value) : []), [wraps, lines, value]);
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <div ref={scroller} className={cx('max-h-[38vh] overflow-auto', SUNK)}>
      <div className="relative min-h-16 w-max min-w-full has-[[wrap=soft]]:w-full">
        {wraps ? <WrappedLines lines={shown} gutter={gutter} /> : <PlainLines lines={value.split('\n')} gutter={gutter} />}
        <textarea
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onPaste={(event) => pasteLarge(event, onChange)}
          placeholder={placeholder}
          wrap={wraps ? 'soft' : 'off'}
          spellCheck={false}
          autoComplete="off"
          aria-label="Prompt"
          aria-invalid={invalid || undefined}
          aria-describedby={errorId}
          style={{ paddingLeft: gutter }}
          className={cx(
            TEXT,
            'absolute inset-0 size-full resize-none overflow-hidden bg-transparent caret-now outline-none placeholder:text-text-3',
            wraps ? 'break-words whitespace-pre-wrap text-transparent' : 'whitespace-pre text-text',
          )}
        />
      </div>
    </div>
  );
}

interface LinesProps<T> {
  lines: readonly T[];
  /** Room for the numbers, px. */
  gutter: number;
}

const NUMBER = 'shrink-0 pr-3 text-right text-small/6 text-text-3';

/** The text as it looks: the box to type in lies over it, its own letters unseen. It gives the box its height and each number its line. */
function WrappedLines({ lines, gutter }: LinesProps<readonly Run[]>) {
  return (
    <div aria-hidden className={TEXT}>
      {lines.map((runs, at) => (
        <div key={at} className="flex">
          <span className={NUMBER} style={{ width: gutter }}>
            {at + 1}
          </span>
          <span className="min-w-0 flex-1 break-words whitespace-pre-wrap text-text">
            {stretches(runs).map((some, place) => (
              <Stretch key={place} runs={some} />
            ))}
            {'\u200b'}
          </span>
        </div>
      ))}
    </div>
  );
}

const RUNS_A_STRETCH = 24;

function stretches(runs: readonly Run[]): (readonly Run[])[] {
  return Array.from({ length: Math.ceil(runs.length / RUNS_A_STRETCH) }, (_, at) => runs.slice(at * RUNS_A_STRETCH, (at + 1) * RUNS_A_STRETCH));
}

/** Some runs of a line: of a prompt with hundreds of choices, a key changes few. */
const Stretch = memo(
  function Stretch({ runs }: { runs: readonly Run[] }) {
    return runs.map((run, place) => (
      <Shaded key={place} shades={run.shades}>
        {run.text}
      </Shaded>
    ));
  },
  (one, other) => sameRuns(one.runs, other.runs),
);

function sameRuns(some: readonly Run[], others: readonly Run[]): boolean {
  return some.length === others.length && some.every((run, at) => run.text === others[at]!.text && run.shades.join() === others[at]!.shades.join());
}

/** Accent and neutral only: colours of outcomes are never syntax. Nothing that changes the width of a letter. */
const LOOKS: Readonly<Record<Shade, string>> = {
  variant: 'bg-control',
  list: 'text-now-text underline decoration-dotted underline-offset-4',
  variable: 'text-text-2 underline underline-offset-4',
  sign: 'text-now-text font-semibold',
  comment: 'text-text-3',
  escape: 'text-text-3',
  error: 'underline decoration-fail decoration-wavy underline-offset-4',
};

function Shaded({ shades, children }: { shades: readonly Shade[]; children: ReactNode }) {
  if (shades.length === 0) return children;
  return (
    <span data-shades={shades.join(' ')} className={cx(...shades.map((shade) => LOOKS[shade]))}>
      {children}
    </span>
  );
}

function PlainLines({ lines, gutter }: LinesProps<string>) {
  const longest = lines.reduce((most, line) => (line.length > most.length ? line : most), '');
  return (
    <div aria-hidden className={cx(TEXT, 'flex')}>
      <span className={cx(NUMBER, 'whitespace-pre')} style={{ width: gutter }}>
        {lines.map((_, at) => at + 1).join('\n')}
      </span>
      <span className="invisible whitespace-pre">{longest}</span>
    </div>
  );
}
