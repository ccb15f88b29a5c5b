import type { ModelInput } from '../../../../shared/domain.ts';
import type { Field, Form } from './field.ts';
import type { Json } from './json.ts';

/**
 * The input as it is sent: what the user set, required fields' defaults, and nothing else, so that the API's own defaults stay the
 * API's. Names the schema does not know are kept: they came from the JSON view.
 */
export function assemble(form: Form, values: ModelInput, prompt: string): ModelInput {
  const known = new Map(form.fields.map((field) => [field.name, field]));
  const kept = Object.entries(values).filter(([name, value]) => name !== form.prompt?.name && !isBlank(known.get(name), value));
  const missing = form.fields.filter((field) => field.required && field.fallback !== null && !kept.some(([name]) => name === field.name));
  const filled = missing.map((field): [string, Json] => [field.name, field.fallback as Json]);
  const written: [string, Json][] = form.prompt && prompt !== '' ? [[form.prompt.name, prompt]] : [];
  return Object.fromEntries([...written, ...filled, ...kept]);
}

/** Emptied controls read as untouched; what the JSON view says about unknown names is left alone. */
function isBlank(field: Field | undefined, value: Json): boolean {
  if (!field) return false;
  if (value === '' || value === null) return !(field.loose && value === null);
  return Array.isArray(value) && value.length === 0 && !field.required;
}

/** What of an input another model's form can take: names it has, with values it allows. */
export function keepWhatFits(form: Form, values: ModelInput, allows: (field: Field, value: Json) => boolean): ModelInput {
  if (!form.known) return {};
  const known = new Map(form.fields.map((field) => [field.name, field]));
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const field = known.get(name);
      return field !== undefined && allows(field, value);
    }),
  );
}
