import { useState } from 'react';
import { Input } from '../../../components/input.tsx';
import { Segment } from '../../../components/segment.tsx';
import { changeDraft } from '../draft/draft-store.ts';
import type { Draft } from '../draft/draft.ts';

const MODES: readonly { value: Draft['mode']; label: string }[] = [
  { value: 'product', label: 'Product' },
  { value: 'zip', label: 'Zip' },
  { value: 'sample', label: 'Sample' },
];

const MOST = 100_000;

/** How what varies goes together: every value with every other, side by side, or so many drawn of all. */
export function ModeChoice({ draft }: { draft: Draft }) {
  return (
    <span className="flex shrink-0 items-center gap-2">
      {draft.mode === 'sample' && <SampleBox sample={draft.sample} />}
      <Segment label="How values go together" value={draft.mode} choices={MODES} onChange={(mode) => changeDraft((before) => ({ ...before, mode }))} />
    </span>
  );
}

/** How many are drawn. An emptied or wrong box keeps its text, and the last good number counts. */
function SampleBox({ sample }: { sample: number }) {
  const [text, setText] = useState<string | null>(null);
  const write = (next: string) => {
    setText(next);
    const number = read(next);
    if (number !== null) changeDraft((before) => ({ ...before, sample: number }), 'sample');
  };
  return (
    <Input
      mono
      inputMode="numeric"
      aria-label="How many are drawn"
      className="w-20"
      invalid={text !== null && read(text) === null}
      value={text ?? String(sample)}
      onChange={(event) => write(event.target.value)}
      onBlur={() => setText(null)}
    />
  );
}

function read(text: string): number | null {
  const number = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= MOST ? number : null;
}
