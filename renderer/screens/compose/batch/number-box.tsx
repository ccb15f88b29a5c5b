import { useState, type ReactNode } from 'react';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';

export interface NumberBoxProps {
  label: string;
  /** Null: the box is empty, and the rule does not hold. */
  value: number | null;
  /** What stands behind the number: `jobs, then ask me`. */
  unit: string;
  /** What an empty box means. */
  placeholder: string;
  most: number;
  whole?: boolean;
  hint?: ReactNode;
  onChange(value: number | null): void;
}

/** A number that may be left out. A wrong one keeps its text and says so; the last good one counts. */
export function NumberBox({ label, value, unit, placeholder, most, whole = true, hint, onChange }: NumberBoxProps) {
  const [text, setText] = useState<string | null>(null);
  const read = (written: string) => readNumber(written, most, whole);
  const wrong = text !== null && read(text) === undefined;
  return (
    <Field
      label={label}
      hint={hint}
      error={wrong ? `${whole ? 'A whole number' : 'A number'} up to ${most.toLocaleString()}, or nothing` : undefined}
      className="col-span-2"
    >
      {({ id, errorId }) => (
        <Input
          id={id}
          mono
          inputMode={whole ? 'numeric' : 'decimal'}
          invalid={wrong}
          aria-describedby={errorId}
          placeholder={placeholder}
          value={text ?? (value === null ? '' : String(value))}
          onChange={(event) => {
            setText(event.target.value);
            const next = read(event.target.value);
            if (next !== undefined) onChange(next);
          }}
          onBlur={() => setText(null)}
          trailing={value === null && text === null ? undefined : unit}
        />
      )}
    </Field>
  );
}

/** Null for nothing, undefined for what is no such number. */
function readNumber(text: string, most: number, whole: boolean): number | null | undefined {
  if (text.trim() === '') return null;
  const value = (whole ? /^\s*\d{1,9}\s*$/ : /^\s*\d{1,9}([.,]\d{1,6})?\s*$/).test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  return value > 0 && value <= most ? value : undefined;
}
