import { X } from 'lucide-react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { cx } from '../../components/cx.ts';
import { Glyph } from '../../components/glyph.tsx';
import { SUNK } from '../../components/input.tsx';
import { masked, parseKeys, READS_WORDS, type KeyLine } from './parse-keys.ts';

export interface SecretLinesProps {
  lines: readonly KeyLine[];
  typed: string;
  onLines(lines: KeyLine[]): void;
  onTyped(typed: string): void;
  onSubmit(): void;
  id?: string;
  disabled?: boolean;
}

/** A field for secrets, one a line. What is typed is masked by the browser; what is entered shows its last four only. */
export function SecretLines({ lines, typed, onLines, onTyped, onSubmit, id, disabled = false }: SecretLinesProps) {
  const add = (text: string) => {
    onLines(parseKeys([...lines.map(asText), text].join('\n')));
    onTyped('');
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    event.preventDefault();
    add(typed + text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (typed.trim() === '') onSubmit();
      else add(typed);
    } else if (event.key === 'Backspace' && typed === '' && lines.length > 0) {
      onLines(lines.slice(0, -1));
    }
  };
  return (
    <div className={cx('flex min-h-16 flex-col px-2.5 py-1.5', SUNK)}>
      {lines.map((line, at) => (
        <Line key={line.secret} line={line} onRemove={() => onLines(lines.toSpliced(at, 1))} />
      ))}
      <input
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        value={typed}
        placeholder={lines.length === 0 ? 'Paste here' : 'and another'}
        onChange={(event) => onTyped(event.target.value)}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
        className="mono min-h-5 w-full flex-1 bg-transparent text-body text-text outline-none placeholder:plain placeholder:text-text-3"
      />
    </div>
  );
}

function Line({ line, onRemove }: { line: KeyLine; onRemove(): void }) {
  const good = line.reads === 'live' || line.reads === 'test';
  return (
    <div className="flex min-h-5 items-center gap-2">
      <span className="mono min-w-0 truncate text-body text-text">
        {line.label && <span className="text-text-2">{line.label}=</span>}
        {masked(line.secret)}
      </span>
      <span
        className={cx(
          'ml-auto flex shrink-0 items-center gap-1.5 text-label',
          line.reads === 'short' ? 'text-fail-text' : good ? 'text-done-text' : 'text-text-2',
        )}
      >
        <Glyph name={line.reads === 'short' ? 'failed' : good ? 'done' : 'queued'} size={10} />
        {READS_WORDS[line.reads]}
      </span>
      <button
        type="button"
        aria-label={`Leave out the key ending in ${line.secret.slice(-4)}`}
        onClick={onRemove}
        className="rounded-chip text-text-3 hover:text-text"
      >
        <X size={12} aria-hidden />
      </button>
    </div>
  );
}

function asText(line: KeyLine): string {
  return line.label ? `${line.label}=${line.secret}` : line.secret;
}
