import { useState } from 'react';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';

const MOST = 10_000;

/** How often each prompt is sent. An emptied or wrong box keeps its text, and the last good number counts. */
export function RepeatBox({ repeat, hasSeed, onChange }: { repeat: number; hasSeed: boolean; onChange(repeat: number): void }) {
  const [text, setText] = useState<string | null>(null);
  const wrong = text !== null && read(text) === null;
  return (
    <Field label="Each prompt" hint={hasSeed ? 'new seeds' : undefined} error={wrong ? `1 to ${MOST.toLocaleString()}` : undefined} className="col-span-2">
      {({ id, errorId }) => (
        <Input
          id={id}
          mono
          inputMode="numeric"
          invalid={wrong}
          aria-describedby={errorId}
          value={text ?? String(repeat)}
          onChange={(event) => {
            setText(event.target.value);
            const next = read(event.target.value);
            if (next !== null) onChange(next);
          }}
          onBlur={() => setText(null)}
          trailing={repeat === 1 ? 'time' : 'times'}
        />
      )}
    </Field>
  );
}

function read(text: string): number | null {
  const value = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= MOST ? value : null;
}
