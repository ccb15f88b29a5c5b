import { useId, useState, type KeyboardEvent } from 'react';
import { cx } from '../../../components/cx.ts';

export interface WordBoxProps {
  label: string;
  placeholder: string;
  /** What can be offered, the most used first. */
  known: readonly string[];
  /** A word that is not known may be added as well. */
  anyWord: boolean;
  onWord(word: string): void;
  /** Told when it gets the focus: what is known may be asked for then. */
  onEnter?: () => void;
  className?: string;
}

const MOST = 8;

/** A small box that adds one word at a time, completed from those in use. Arrows choose, Enter and comma add, Escape empties. */
export function WordBox({ label, placeholder, known, anyWord, onWord, onEnter, className }: WordBoxProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [entered, setEntered] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const options = entered ? matching(known, typed) : [];
  const active = options.length === 0 || chosen === null ? null : Math.min(chosen, options.length - 1);

  function add(word: string | undefined): void {
    const wanted = word?.trim() ?? '';
    if (wanted === '' || (!anyWord && !known.includes(wanted))) return;
    onWord(wanted);
    setTyped('');
    setEntered(false);
    setChosen(null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && options.length > 0) setChosen((options.length + (active ?? (step > 0 ? -1 : 0)) + step) % options.length);
    else if (event.key === 'Enter' || (event.key === ',' && anyWord)) add(active === null ? (anyWord ? typed : options[0]) : options[active]);
    else if (event.key === 'Escape' && (typed !== '' || options.length > 0)) {
      setTyped('');
      setEntered(false);
    } else return;
    event.preventDefault();
  }

  return (
    <span className={cx('relative inline-flex', className)}>
      <input
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={options.length > 0}
        aria-controls={options.length > 0 ? id : undefined}
        aria-activedescendant={active === null ? undefined : `${id}-${active}`}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        maxLength={100}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setEntered(true);
          setChosen(null);
        }}
        onFocus={() => {
          onEnter?.();
          setEntered(true);
        }}
        onBlur={() => {
          setEntered(false);
          setChosen(null);
        }}
        onKeyDown={onKeyDown}
        className="h-5 w-28 rounded-chip bg-transparent px-2 text-small text-text inset-ring inset-ring-line-2 outline-none placeholder:text-text-2 hover:inset-ring-line-3 focus:bg-well focus:ring-2 focus:ring-now/35 focus:inset-ring-now"
      />
      {options.length > 0 && (
        <div
          id={id}
          role="listbox"
          aria-label={label}
          className="absolute top-full left-0 z-40 mt-1 max-h-60 w-48 overflow-y-auto rounded-panel bg-raised py-1 shadow-float"
        >
          {options.map((option, at) => (
            <div
              key={option}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === active}
              // Before the box loses the focus to it.
              onPointerDown={(event) => {
                event.preventDefault();
                add(option);
              }}
              className={cx('truncate px-3 text-small leading-7 text-text hover:bg-control-hi', at === active && 'bg-control-hi')}
            >
              <bdi>{option}</bdi>
            </div>
          ))}
        </div>
      )}
    </span>
  );
}

/** Those that begin as typed, then those that hold it. */
function matching(known: readonly string[], typed: string): string[] {
  const wanted = typed.trim().toLowerCase();
  const holding = known.filter((word) => word.toLowerCase().includes(wanted));
  const begun = holding.filter((word) => word.toLowerCase().startsWith(wanted));
  return [...begun, ...holding.filter((word) => !begun.includes(word))].slice(0, MOST);
}
