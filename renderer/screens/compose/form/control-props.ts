import type { Json } from '../schema/json.ts';

/** What every control of the form gets. `value` undefined: untouched; calling `onChange` with undefined takes it back to that. */
export interface ControlProps<F> {
  field: F;
  value: Json | undefined;
  onChange(value: Json | undefined): void;
  id: string;
  errorId: string | undefined;
  invalid: boolean;
  /** Its accessible name, where no label stands beside it: an entry of a list. */
  label?: string;
}
