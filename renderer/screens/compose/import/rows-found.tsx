import { Glyph } from '../../../components/glyph.tsx';
import { count, counted } from '../../../look/numbers.ts';
import { inputText } from '../schema/json-text.ts';
import type { ImportState } from './use-import.ts';

type Check = NonNullable<ImportState['check']>;

const SHOWN = 50;

/** A box that scrolls must be reached by the keyboard too (axe, scrollable-region-focusable). */
const BY_KEYBOARD = { tabIndex: 0 } as const;

/** What every bad row lacks, by line. */
export function BadRows({ check }: { check: Check }) {
  if (check.badRows === 0) return null;
  return (
    <section aria-label="Rows that are not right" className="flex flex-col gap-1.5">
      <p className="flex items-center gap-2 text-body text-fail-text">
        <Glyph name="failed" size={11} />
        {counted(check.badRows, 'row is', 'rows are')} not right
      </p>
      <ul
        {...BY_KEYBOARD}
        aria-label="What is wrong"
        className="focus-inside max-h-32 overflow-y-auto rounded-control bg-well px-3 py-1.5 inset-ring inset-ring-line"
      >
        {check.problems.map(({ line, message }, at) => (
          <li key={at} className="flex gap-3 text-small/5 text-text-2">
            <span className="mono w-16 shrink-0 text-text-3">line {count(line)}</span>
            <span className="min-w-0 flex-1">{message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The first rows as they would be sent. */
export function ReadyRows({ check }: { check: Check }) {
  if (check.first.length === 0) return null;
  return (
    <section aria-label="Rows that are ready" className="flex min-h-0 flex-col gap-1.5">
      <p className="text-small text-text-3">
        {counted(check.ready, 'row')} ready{check.ready > SHOWN ? `, the first ${SHOWN}` : ''}
      </p>
      <ul
        {...BY_KEYBOARD}
        aria-label="What would be sent"
        className="focus-inside max-h-40 overflow-y-auto rounded-control bg-well px-3 py-1.5 inset-ring inset-ring-line"
      >
        {check.first.slice(0, SHOWN).map(({ line, input }) => (
          <li key={line} className="flex gap-3 text-small/5 text-text-2">
            <span className="mono w-16 shrink-0 text-text-3">line {count(line)}</span>
            <span className="mono min-w-0 flex-1 truncate">{inputText(input).replace(/\s*\n\s*/g, ' ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
