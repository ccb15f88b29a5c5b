import type { ReactNode } from 'react';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';

export interface TextFieldProps {
  label: string;
  value: string;
  placeholder?: string;
  inputMode?: 'numeric';
  /** What is wrong with it; undefined: nothing. */
  error: string | undefined;
  onChange(value: string): void;
}

/** A line of text of a form that is saved as a whole. */
export function TextField({ label, error, onChange, ...input }: TextFieldProps) {
  return (
    <Field label={label} error={error}>
      {({ id, errorId }) => (
        <Input id={id} mono aria-describedby={errorId} invalid={errorId !== undefined} onChange={(event) => onChange(event.target.value)} {...input} />
      )}
    </Field>
  );
}

export interface SecretFieldProps {
  label: string;
  value: string;
  /** The vault has one: it is never shown again, only replaced. */
  kept: boolean;
  /** While the vault has none. */
  placeholder: string;
  error: ReactNode | undefined;
  onChange(value: string): void;
}

/** A secret on its way to the vault. */
export function SecretField({ label, value, kept, placeholder, error, onChange }: SecretFieldProps) {
  return (
    <Field label={label} hint={kept ? <span className="plain">in the vault</span> : undefined} error={error}>
      {({ id, errorId }) => (
        <Input
          id={id}
          type="password"
          mono
          autoComplete="off"
          aria-describedby={errorId}
          value={value}
          placeholder={kept ? 'kept; paste another to replace it' : placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
