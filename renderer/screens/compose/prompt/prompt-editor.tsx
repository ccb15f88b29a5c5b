import { SUNK } from '../../../components/input.tsx';
import { cx } from '../../../components/cx.ts';

export interface PromptEditorProps {
  id: string;
  value: string;
  onChange(value: string): void;
  invalid: boolean;
  errorId: string | undefined;
  placeholder: string;
}

/** Above so many lines each keeps to one row: wrapped lines would need one element each to be numbered. */
const WRAP_UP_TO = 200;

const TEXT = 'mono text-prompt py-1.5 pr-3';

/** Where prompts are written: 14/24 mono, lines numbered, as high as its text up to a part of the window. */
export function PromptEditor({ id, value, onChange, invalid, errorId, placeholder }: PromptEditorProps) {
  const lines = value.split('\n');
  const wraps = lines.length <= WRAP_UP_TO;
  return (
    <div className={cx('max-h-[38vh] overflow-auto', SUNK)}>
      <div className="relative min-h-16 w-max min-w-full has-[[wrap=soft]]:w-full">
        {wraps ? <WrappedLines lines={lines} /> : <PlainLines lines={lines} />}
        <textarea
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          placeholder={placeholder}
          wrap={wraps ? 'soft' : 'off'}
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          aria-label="Prompt"
          aria-invalid={invalid || undefined}
          aria-describedby={errorId}
          className={cx(TEXT, 'absolute inset-0 size-full resize-none overflow-hidden bg-transparent pl-9 text-text outline-none placeholder:text-text-3', wraps ? 'break-words whitespace-pre-wrap' : 'whitespace-pre')}
        />
      </div>
    </div>
  );
}

/** The text once more, unseen: it gives the box its height and each number its place beside a line that wraps. */
function WrappedLines({ lines }: { lines: readonly string[] }) {
  return (
    <div aria-hidden className={TEXT}>
      {lines.map((line, at) => (
        <div key={at} className="flex">
          <LineNumber at={at + 1} />
          <span dir="auto" className="invisible min-w-0 flex-1 break-words whitespace-pre-wrap">{`${line}\u200b`}</span>
        </div>
      ))}
    </div>
  );
}

function PlainLines({ lines }: { lines: readonly string[] }) {
  const longest = lines.reduce((most, line) => (line.length > most.length ? line : most), '');
  return (
    <div aria-hidden className={cx(TEXT, 'flex')}>
      <span className="w-9 shrink-0 pr-3 text-right text-small/6 whitespace-pre text-text-3">{lines.map((_, at) => at + 1).join('\n')}</span>
      <span className="invisible whitespace-pre">{longest}</span>
    </div>
  );
}

function LineNumber({ at }: { at: number }) {
  return <span className="w-9 shrink-0 pr-3 text-right text-small/6 text-text-3">{at}</span>;
}
