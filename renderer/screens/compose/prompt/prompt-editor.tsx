import { SUNK } from '../../../components/input.tsx';
import { cx } from '../../../components/cx.ts';
import { pasteLarge } from './paste.ts';

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
  const gutter = Math.max(36, 14 + 7 * String(lines.length).length);
  return (
    <div className={cx('max-h-[38vh] overflow-auto', SUNK)}>
      <div className="relative min-h-16 w-max min-w-full has-[[wrap=soft]]:w-full">
        {wraps ? <WrappedLines lines={lines} gutter={gutter} /> : <PlainLines lines={lines} gutter={gutter} />}
        <textarea
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onPaste={(event) => pasteLarge(event, onChange)}
          placeholder={placeholder}
          wrap={wraps ? 'soft' : 'off'}
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          aria-label="Prompt"
          aria-invalid={invalid || undefined}
          aria-describedby={errorId}
          style={{ paddingLeft: gutter }}
          className={cx(
            TEXT,
            'absolute inset-0 size-full resize-none overflow-hidden bg-transparent text-text outline-none placeholder:text-text-3',
            wraps ? 'break-words whitespace-pre-wrap' : 'whitespace-pre',
          )}
        />
      </div>
    </div>
  );
}

interface LinesProps {
  lines: readonly string[];
  /** Room for the numbers, px. */
  gutter: number;
}

const NUMBER = 'shrink-0 pr-3 text-right text-small/6 text-text-3';

/** The text once more, unseen: it gives the box its height and each number its place beside a line that wraps. */
function WrappedLines({ lines, gutter }: LinesProps) {
  return (
    <div aria-hidden className={TEXT}>
      {lines.map((line, at) => (
        <div key={at} className="flex">
          <span className={NUMBER} style={{ width: gutter }}>
            {at + 1}
          </span>
          <span dir="auto" className="invisible min-w-0 flex-1 break-words whitespace-pre-wrap">{`${line}\u200b`}</span>
        </div>
      ))}
    </div>
  );
}

function PlainLines({ lines, gutter }: LinesProps) {
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
