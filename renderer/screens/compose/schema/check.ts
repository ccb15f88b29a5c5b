import type { ModelInput } from '../../../../shared/domain.ts';
import { readRef } from '../../../../shared/media/reference.ts';
import { unreachable } from '../../../../shared/unreachable.ts';
import type { Field, Form, ItemField, Range, SizeField } from './field.ts';
import { isObject, own } from './json.ts';
import { inRange, rangeWords } from './range.ts';

/**
 * What is wrong with an assembled input, by field name, in words to stand under the field. Light on purpose: the engine validates
 * the whole schema when the batch is created.
 */
export function checkInput(form: Form, input: ModelInput): Map<string, string> {
  const all: Field[] = form.prompt ? [form.prompt, ...form.fields] : form.fields;
  const found = all.map((field): [string, string | null] => [field.name, checkField(field, own(input, field.name))]);
  return new Map(found.filter((pair): pair is [string, string] => pair[1] !== null));
}

/** null when the value may be sent. `undefined` is a field left out. */
export function checkField(field: Field, value: unknown): string | null {
  if (value === undefined) return field.required ? `${field.name}: needed` : null;
  if (field.loose) return null;
  const wrong = wrongWith(field, value);
  return wrong === null ? null : `${field.name}: ${wrong}`;
}

function wrongWith(field: Field, value: unknown): string | null {
  switch (field.kind) {
    case 'prompt':
    case 'text':
      return wrongText(value, field.maxLength);
    case 'integer':
      return wrongNumber(value, field.range, true);
    case 'seed':
      return wrongNumber(value, field.range, true);
    case 'number':
      return wrongNumber(value, field.range, false);
    case 'boolean':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'enum':
      return field.options.some((option) => option.value === value) ? null : 'not one of the choices';
    case 'size':
      return wrongSize(field, value);
    case 'media':
      return wrongAddress(value);
    case 'list':
      return wrongList(field, value);
    case 'json':
      return null;
    default:
      return unreachable(field);
  }
}

function wrongText(value: unknown, maxLength: number | null): string | null {
  if (typeof value !== 'string') return 'text';
  const length = [...value].length;
  return maxLength !== null && length > maxLength ? `at most ${maxLength} characters, this has ${length}` : null;
}

function wrongNumber(value: unknown, range: Range, whole: boolean): string | null {
  if (typeof value !== 'number') return rangeWords(range) ?? 'a number';
  if (whole && !Number.isSafeInteger(value)) return 'a whole number';
  return inRange(value, range) ? null : rangeWords(range);
}

function wrongSize(field: SizeField, value: unknown): string | null {
  if (typeof value === 'string') return field.presets.includes(value) ? null : 'not one of the sizes';
  if (!field.custom || !isObject(value)) return 'not one of the sizes';
  const width = wrongNumber(own(value, 'width'), field.custom.width, true);
  const height = wrongNumber(own(value, 'height'), field.custom.height, true);
  if (width !== null) return `width ${width}`;
  return height === null ? null : `height ${height}`;
}

/** A file of the library, the output of a step before, or an address the API can reach. */
function wrongAddress(value: unknown): string | null {
  if (readRef(value)) return null;
  if (typeof value === 'string' && /^data:/i.test(value)) return null;
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? null : 'a file, or a web address, https://…';
}

function wrongList(field: Extract<Field, { kind: 'list' }>, value: unknown): string | null {
  if (!Array.isArray(value)) return 'a list';
  const { minItems, maxItems } = field;
  if (minItems !== null && value.length < minItems) return `at least ${minItems}`;
  if (maxItems !== null && value.length > maxItems) return `at most ${maxItems}`;
  const at = value.findIndex((item) => wrongItem(field.item, item) !== null);
  return at < 0 ? null : `entry ${at + 1}: ${wrongItem(field.item, value[at])}`;
}

function wrongItem(item: ItemField, value: unknown): string | null {
  return value === '' ? 'empty' : wrongWith(item, value);
}
