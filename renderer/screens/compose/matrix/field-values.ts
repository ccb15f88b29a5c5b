import { readNumberList } from '../../../../shared/matrix/number-list.ts';
import { unreachable } from '../../../../shared/unreachable.ts';
import { checkField } from '../schema/check.ts';
import type { EnumField, Field } from '../schema/field.ts';
import type { Json } from '../schema/json.ts';

/** A field that can take several values: any but the prompt, which has its own language. */
export type VariableField = Exclude<Field, { kind: 'prompt' }>;

export type FieldValues = { ok: true; values: Json[] } | { ok: false; message: string };

/** Reads the values a field runs over, as the user wrote them. Each is held against the field's own rules. */
export function readFieldValues(field: VariableField, text: string): FieldValues {
  const read = valuesOf(field, text);
  if (!read.ok) return { ok: false, message: `${field.name}: ${read.message}` };
  const wrong = read.values.find((value) => checkField(field, value) !== null);
  return wrong === undefined ? read : { ok: false, message: `${checkField(field, wrong)}, not ${shown(wrong)}` };
}

function valuesOf(field: VariableField, text: string): FieldValues {
  switch (field.kind) {
    case 'integer':
    case 'number':
    case 'seed':
      return readNumberList(text);
    case 'boolean':
      return each(entries(text), (entry) => ({ yes: true, true: true, no: false, false: false })[entry.toLowerCase()], 'yes or no');
    case 'enum':
      return each(entries(text), (entry) => optionOf(field, entry), 'one of the choices');
    case 'size':
      return each(entries(text), (entry) => sizeOf(field.presets, entry), 'a size such as 1024x768');
    case 'text':
    case 'media':
      return each(lines(text), (line) => line, 'a line for each value');
    case 'list':
    case 'json':
      return each(lines(text), parsed, 'JSON, a line for each value');
    default:
      return unreachable(field);
  }
}

/** Several of one field as it takes them: separated by commas where no value holds one, else a line each. */
function entries(text: string): string[] {
  return trimmed(text.split(/[,;\n]/));
}

function lines(text: string): string[] {
  return trimmed(text.split('\n'));
}

function trimmed(parts: readonly string[]): string[] {
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function each(parts: readonly string[], read: (part: string) => Json | undefined, expected: string): FieldValues {
  if (parts.length === 0) return { ok: false, message: `write ${expected}` };
  const values: Json[] = [];
  for (const part of parts) {
    const value = read(part);
    if (value === undefined) return { ok: false, message: `“${part.slice(0, 40)}” is not ${expected}` };
    values.push(value);
  }
  return { ok: true, values };
}

function optionOf({ options }: EnumField, entry: string): Json | undefined {
  return options.find((option) => `${option.value}` === entry || option.label === entry)?.value;
}

function sizeOf(presets: readonly string[], entry: string): Json | undefined {
  if (presets.includes(entry)) return entry;
  const box = /^(\d+)\s*[x×]\s*(\d+)$/.exec(entry);
  return box ? { width: Number(box[1]), height: Number(box[2]) } : undefined;
}

function parsed(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}

/** A value as the user would write it. */
export function shown(value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const box = value as { width?: unknown; height?: unknown } | null;
  if (typeof box?.width === 'number' && typeof box.height === 'number') return `${box.width}x${box.height}`;
  return JSON.stringify(value);
}
