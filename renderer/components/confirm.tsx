import { useRef, type ReactNode } from 'react';
import { create } from 'zustand';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Glyph } from './glyph.tsx';
import type { GlyphName } from './glyph-shapes.tsx';

export interface Question {
  title: string;
  /** What it will hit, by state, with counts and credits. */
  hits: readonly { glyph: GlyphName; words: string; count: string }[];
  /** Anything that must be known besides. */
  note?: ReactNode;
  /** Verb, number, object: `Cancel 213 jobs`. */
  action: string;
  /** The way back, focused. */
  keep?: string;
  danger?: boolean;
}

interface Asked {
  question: Question;
  answer(yes: boolean): void;
}

const useAsked = create<{ asked: Asked | null }>(() => ({ asked: null }));

/** Asks before something destroys or costs. Resolves with the answer; Escape means no. */
export function confirm(question: Question): Promise<boolean> {
  useAsked.getState().asked?.answer(false);
  return new Promise((resolve) => useAsked.setState({ asked: { question, answer: resolve } }));
}

/** Once, in the app: where `confirm` shows its questions. */
export function ConfirmHost() {
  const asked = useAsked((state) => state.asked);
  const keep = useRef<HTMLButtonElement>(null);
  if (!asked) return null;
  const { question } = asked;
  const answer = (yes: boolean) => {
    useAsked.setState({ asked: null });
    asked.answer(yes);
  };
  return (
    <Dialog open onClose={() => answer(false)} title={question.title} initialFocus={keep}>
      {question.hits.length > 0 && <Hits hits={question.hits} />}
      {question.note && <p className="text-body text-text-2">{question.note}</p>}
      <div className="flex items-center justify-between gap-3">
        <Button look={question.danger ? 'danger' : 'default'} onClick={() => answer(true)}>
          {question.action}
        </Button>
        <Button ref={keep} className="focus:outline-2 focus:outline-offset-2 focus:outline-now" onClick={() => answer(false)}>
          {question.keep ?? 'Keep'}
        </Button>
      </div>
    </Dialog>
  );
}

function Hits({ hits }: { hits: Question['hits'] }) {
  return (
    <ul className="flex flex-col gap-1">
      {hits.map((hit) => (
        <li key={hit.words} className="flex items-center gap-2 text-body">
          <Glyph name={hit.glyph} />
          <span className="flex-1">{hit.words}</span>
          <span className="mono">{hit.count}</span>
        </li>
      ))}
    </ul>
  );
}
