import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { completionsAt, type Completion, type Vocabulary } from '../../../../shared/search/complete.ts';
import { useClient } from '../../../state/engine.tsx';

/** What the library knows is asked for again when the box is entered after this long, ms. */
const OLD_MS = 5_000;

export interface Completing {
  /** Empty: nothing to offer, or closed by Escape. */
  options: readonly Completion[];
  /** Chosen by the arrows, or the one that Enter would take; null: Enter takes none. */
  active: number | null;
  caret: number | null;
  accept(option: Completion): void;
  /** The caret moved, or the text changed. */
  moved(typed: boolean): void;
  entered(): void;
  left(): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** Completion at the caret of a search box. Arrows choose, Tab and Enter take, Escape closes. */
export function useCompletion(input: RefObject<HTMLInputElement | null>, text: string, put: (text: string) => void): Completing {
  const { vocabulary, refresh } = useVocabulary();
  const [open, setOpen] = useState(false);
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const { from, to, options } = useMemo(() => completionsAt(text, caret ?? text.length, vocabulary), [text, caret, vocabulary]);
  const shown = open && caret !== null ? options : [];
  // Within an operator the first value is what Enter takes; a plain word must never turn into an operator by itself.
  const filling = from > 0 && /[:,=]$/.test(text.slice(0, from)) && to > from;
  const active = shown.length === 0 ? null : chosen !== null ? Math.min(chosen, shown.length - 1) : filling ? 0 : null;

  function accept({ insert }: Completion): void {
    const rest = text.slice(to);
    const next = text.slice(0, from) + (rest.startsWith(' ') ? insert.trimEnd() : insert);
    put(next + rest);
    setChosen(null);
    setOpen(insert.endsWith(':'));
    requestAnimationFrame(() => {
      input.current?.setSelectionRange(next.length, next.length);
      setCaret(next.length);
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      setOpen(true);
      if (shown.length > 0) setChosen((shown.length + (active ?? (step > 0 ? -1 : 0)) + step) % shown.length);
    } else if (event.key === 'Enter' && active !== null) accept(shown[active]!);
    else if (event.key === 'Tab' && !event.shiftKey && shown.length > 0 && to > from) accept(shown[active ?? 0]!);
    else if (event.key === 'Escape' && shown.length > 0) setOpen(false);
    else return;
    event.preventDefault();
  }

  return {
    options: shown,
    active,
    caret,
    accept,
    onKeyDown,
    moved(typed) {
      setCaret(input.current?.selectionStart ?? null);
      if (typed) {
        setOpen(true);
        setChosen(null);
      }
    },
    entered() {
      refresh();
      setOpen(true);
      setCaret(input.current?.selectionStart ?? null);
    },
    left() {
      setOpen(false);
      setChosen(null);
      setCaret(null);
    },
  };
}

function useVocabulary(): { vocabulary: Vocabulary; refresh(): void } {
  const client = useClient();
  const [vocabulary, setVocabulary] = useState<Vocabulary>({});
  const asked = useRef(-Infinity);
  const refresh = useCallback(() => {
    if (performance.now() - asked.current < OLD_MS) return;
    asked.current = performance.now();
    // Without an answer the operators are offered all the same.
    client.call('search.vocabulary', null).then(setVocabulary, () => undefined);
  }, [client]);
  return { vocabulary, refresh };
}
