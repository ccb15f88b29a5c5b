import type { Method } from '../../../../shared/prompt/syntax.ts';
import type { Draft } from '../draft/draft.ts';
import type { Form } from '../schema/field.ts';
import type { Json } from '../schema/json.ts';
import { readFieldValues } from './field-values.ts';

/** A field of the form that runs over several values. */
export interface FieldAxis {
  name: string;
  method: Method;
  values: readonly Json[];
}

export interface FieldAxes {
  axes: readonly FieldAxis[];
  /** What is wrong with the values of a field, by its name. */
  errors: ReadonlyMap<string, string>;
}

/** The fields a draft varies, in the form's order. Fields the model does not have are left alone until one has them. */
export function fieldAxes({ varied }: Pick<Draft, 'varied'>, form: Form): FieldAxes {
  const axes: FieldAxis[] = [];
  const errors = new Map<string, string>();
  for (const field of form.fields) {
    const written = Object.hasOwn(varied, field.name) ? varied[field.name] : undefined;
    if (!written) continue;
    const read = readFieldValues(field, written.text);
    if (read.ok) axes.push({ name: field.name, method: written.method, values: read.values });
    else errors.set(field.name, read.message);
  }
  return { axes, errors };
}
