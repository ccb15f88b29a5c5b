import type { JobChange } from '../../../../shared/contract.ts';
import type { ModelInput } from '../../../../shared/domain.ts';

type Json = ModelInput[string];

/** What a person typed for a field: JSON where the field's schema (or its value so far) is no text, else the text itself. */
export function typedValue(text: string, like: 'text' | 'other'): { value: Json } | { error: string } {
  if (like === 'text') return { value: text };
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return { error: 'This field takes a number, true or false, or JSON' };
  }
}

/** Whether a field is text: by the model's schema, else by what stands there. */
export function kindOf(field: string, schema: Record<string, unknown> | null, value: Json | undefined): 'text' | 'other' {
  const properties = schema?.['properties'];
  const described = typeof properties === 'object' && properties !== null ? (properties as Record<string, { type?: unknown }>)[field]?.type : undefined;
  if (described !== undefined) return described === 'string' ? 'text' : 'other';
  return value === undefined || typeof value === 'string' ? 'text' : 'other';
}

/** Fields that can be changed: those that the input has, then those the model's schema knows besides. */
export function fieldsOf(input: ModelInput, schema: Record<string, unknown> | null): string[] {
  const properties = schema?.['properties'];
  const known = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  return [...new Set([...Object.keys(input), ...known])];
}

/** From one whole input to another, as a change: what differs is set, what is gone is taken out. */
export function changeBetween(before: ModelInput, after: ModelInput): JobChange {
  const set = Object.fromEntries(Object.entries(after).filter(([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value)));
  const unset = Object.keys(before).filter((name) => !(name in after));
  return { ...(Object.keys(set).length > 0 ? { set } : {}), ...(unset.length > 0 ? { unset } : {}) };
}

export function isNoChange({ set, unset, model, priority }: JobChange): boolean {
  return set === undefined && unset === undefined && model === undefined && priority === undefined;
}

/** A whole input as typed; an error in words where it is none. */
export function typedInput(text: string): { input: ModelInput } | { error: string } {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { input: parsed as ModelInput };
    return { error: 'An input is an object: { "prompt": … }' };
  } catch (thrown) {
    return { error: `This is no JSON: ${thrown instanceof Error ? thrown.message : 'it breaks off'}` };
  }
}
