import { TextArea } from '../../../components/input.tsx';
import type { JsonField } from '../schema/field.ts';
import type { ControlProps } from './control-props.ts';

export interface JsonControlProps extends ControlProps<JsonField> {
  /** The text as typed, while it does not read as JSON; else undefined. */
  broken: string | undefined;
  onBroken(text: string): void;
}

/** A value no control fits, as JSON. */
export function JsonControl({ field, value, onChange, id, errorId, invalid, broken, onBroken }: JsonControlProps) {
  const shown = broken ?? (value === undefined ? '' : JSON.stringify(value));
  const placeholder = field.fallback === null ? 'JSON' : JSON.stringify(field.fallback);
  return (
    <TextArea
      id={id}
      mono
      rows={2}
      invalid={invalid}
      aria-describedby={errorId}
      value={shown}
      placeholder={placeholder}
      onChange={(event) => take(event.target.value, onChange, onBroken)}
    />
  );
}

function take(text: string, onChange: JsonControlProps['onChange'], onBroken: (text: string) => void): void {
  if (text.trim() === '') return onChange(undefined);
  try {
    onChange(JSON.parse(text) as JsonControlProps['value']);
  } catch {
    onBroken(text);
  }
}
