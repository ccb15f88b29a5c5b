import { Search, X } from 'lucide-react';
import { useId, useMemo, useRef, type ComponentProps } from 'react';
import { parseSearch } from '../../../../shared/search/parse.ts';
import { IconButton } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { FieldError } from '../../../components/field.tsx';
import { SUNK } from '../../../components/input.tsx';
import { Kbd } from '../../../components/kbd.tsx';
import { count } from '../../../look/numbers.ts';
import { CompletionList } from './completion-list.tsx';
import { searchFor, useLibraryQuery } from './library-query.ts';
import { MarkedText } from './marked-text.tsx';
import { marksOf, toldMistakes } from './marks.ts';
import { SaveSearch } from './save-search.tsx';
import { useCompletion, type Completing } from './use-completion.ts';
import { useSearchKeys } from './use-search-keys.ts';

export interface SearchBoxProps {
  total: number | null;
  /** How long the engine looked for them; null: not known. */
  tookMs: number | null;
}

/** One box over everything that can be said of an asset, with operators that are completed as one types. */
export function SearchBox({ total, tookMs }: SearchBoxProps) {
  const text = useLibraryQuery((query) => query.text);
  const input = useRef<HTMLInputElement>(null);
  const completing = useCompletion(input, text, searchFor);
  const mistakes = useMemo(() => parseSearch(text, { now: 0 }).mistakes, [text]);
  const told = toldMistakes(mistakes, completing.caret);
  const ids = { list: useId(), error: useId() };
  useSearchKeys(input);
  return (
    <div className="relative min-w-0 flex-1">
      <div className={cx('no-drag flex h-8 min-w-0 items-center gap-2 pr-1 pl-2.5', SUNK)}>
        <Search size={14} aria-hidden className="shrink-0 text-text-3" />
        <div className="relative h-full min-w-0 flex-1">
          <MarkedText marks={marksOf(text, told)} input={input} />
          <TextBox ref={input} text={text} completing={completing} invalid={told.length > 0} ids={ids} />
        </div>
        <Trailing text={text} found={total === null ? null : foundWords(total, tookMs)} readable={mistakes.length === 0} />
      </div>
      {completing.options.length > 0 && <CompletionList id={ids.list} completing={completing} />}
      {told.length > 0 && <Mistakes id={ids.error} messages={told.map(({ message }) => message)} />}
    </div>
  );
}

interface TextBoxProps {
  ref: ComponentProps<'input'>['ref'];
  text: string;
  completing: Completing;
  invalid: boolean;
  ids: { list: string; error: string };
}

function TextBox({ ref, text, completing, invalid, ids }: TextBoxProps) {
  const open = completing.options.length > 0;
  return (
    <input
      ref={ref}
      role="combobox"
      aria-label="Search the library"
      aria-autocomplete="list"
      aria-expanded={open}
      aria-controls={open ? ids.list : undefined}
      aria-activedescendant={completing.active === null ? undefined : `${ids.list}-${completing.active}`}
      aria-invalid={invalid || undefined}
      aria-describedby={invalid ? ids.error : undefined}
      placeholder="Search prompts, titles, notes, tags, models"
      autoComplete="off"
      spellCheck={false}
      dir="auto"
      value={text}
      onChange={(event) => {
        searchFor(event.target.value);
        completing.moved(true);
      }}
      onSelect={() => completing.moved(false)}
      onFocus={completing.entered}
      onBlur={completing.left}
      onKeyDown={completing.onKeyDown}
      className="mono absolute inset-0 size-full px-0.5 [word-spacing:0] bg-transparent text-small text-transparent caret-now outline-none placeholder:font-sans placeholder:text-body placeholder:text-text-3"
    />
  );
}

function Trailing({ text, found, readable }: { text: string; found: string | null; readable: boolean }) {
  const shelf = useLibraryQuery((query) => query.shelf.kind);
  if (text.trim() === '') return <Kbd keys="/" />;
  return (
    <span className="flex shrink-0 items-center text-small text-text-3">
      {found !== null && <output className="px-1">{found}</output>}
      <IconButton size="small" label="Clear the search" icon={<X size={14} aria-hidden />} onClick={() => searchFor('')} />
      {shelf === 'all' && readable && <SaveSearch text={text.trim()} />}
    </span>
  );
}

/** `1,284 found in 4 ms` */
function foundWords(total: number, tookMs: number | null): string {
  return tookMs === null ? `${count(total)} found` : `${count(total)} found in ${count(Math.max(1, Math.round(tookMs)))} ms`;
}

function Mistakes({ id, messages }: { id: string; messages: readonly string[] }) {
  return (
    <div id={id} className="absolute top-full right-0 left-0 z-30 mt-1 flex flex-col gap-1 rounded-panel bg-raised px-3 py-2 shadow-float">
      {messages.map((message) => (
        <FieldError key={message}>{message} It is left out of the search.</FieldError>
      ))}
    </div>
  );
}
