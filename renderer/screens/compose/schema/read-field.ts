import type { EnumField, Field, ItemField, MediaKind, Option, Range } from './field.ts';
import { count, finite, isObject, own, text, type Json, type JsonObject } from './json.ts';
import { readRange, wholeRange } from './range.ts';
import { resolve } from './resolve.ts';
import { typeOf, variants } from './variants.ts';

/** More choices than this are no choice: the field becomes text or JSON. */
const MAX_OPTIONS = 500;
const SIZE_NAME = /(^|_)(size|resolution|aspect_ratio)$/;
const LONG_NAME = /(^|_)(prompt|text|lyrics|script|instructions?|description)$/;
const URL_NAME = /(^|_)(url|uri)s?$/;
/** What a model calls a picture, film or sound it takes: strings of these names are addresses too. */
const MEDIA_NAME = /(^|_)(image|video|audio)$/;

type Base = Pick<Field, 'name' | 'description' | 'required' | 'fallback' | 'loose'>;

/** One property of the schema as the control that edits it. Never throws. */
export function readField(name: string, schema: unknown, required: boolean, root: JsonObject): Exclude<Field, { kind: 'prompt' }> {
  const whole = resolve(schema, root);
  const shapes = variants(whole, root);
  const base: Base = { name, required, loose: false, description: text(whole.description), fallback: (own(whole, 'default') as Json | undefined) ?? null };
  const size = readSize(base, shapes, root);
  if (size) return size;
  const choice = readChoice(base, shapes);
  if (choice) return choice;
  const first = shapes.find((shape) => simple(typeOf(shape)));
  if (!first) return shapes.length === 1 ? readShape(base, shapes[0] ?? {}, root) : { ...base, kind: 'json' };
  return readShape({ ...base, loose: shapes.length > 1 }, widest(shapes) ?? first, root);
}

function simple(type: string | null): boolean {
  return type === 'string' || type === 'number' || type === 'integer' || type === 'boolean';
}

/** Of "integer or number" the number; of anything with a string the string. */
function widest(shapes: JsonObject[]): JsonObject | undefined {
  return shapes.find((shape) => typeOf(shape) === 'string' && !('enum' in shape)) ?? shapes.find((shape) => typeOf(shape) === 'number');
}

function readShape(base: Base, shape: JsonObject, root: JsonObject): Exclude<Field, { kind: 'prompt' }> {
  switch (typeOf(shape)) {
    case 'string':
      return readString(base, shape);
    case 'integer':
      return readInteger(base, shape);
    case 'number':
      return { ...base, kind: 'number', range: readRange(shape), step: step(shape) };
    case 'boolean':
      return { ...base, kind: 'boolean' };
    case 'array':
      return readList(base, shape, root);
    default:
      return { ...base, kind: 'json' };
  }
}

function readString(base: Base, shape: JsonObject): Field & { kind: 'text' | 'media' } {
  const media = mediaOf(base.name, shape);
  if (media) return { ...base, kind: 'media', media };
  return { ...base, kind: 'text', maxLength: count(shape.maxLength), long: LONG_NAME.test(base.name) };
}

function readInteger(base: Base, shape: JsonObject): Field & { kind: 'seed' | 'integer' } {
  const range = wholeRange(readRange(shape));
  if (base.name === 'seed') return { ...base, kind: 'seed', range };
  return { ...base, kind: 'integer', range, step: step(shape) };
}

function step(shape: JsonObject): number | null {
  const multiple = finite(shape.multipleOf);
  return multiple !== null && multiple > 0 ? multiple : null;
}

/** Fields named `*_url` are files; the API takes their address (API reference, "Form builder rules"). */
function mediaOf(name: string, shape: JsonObject): MediaKind | null {
  if (!URL_NAME.test(name) && !MEDIA_NAME.test(name) && shape.format !== 'uri') return null;
  return (['image', 'video', 'audio'] as const).find((kind) => name.includes(kind)) ?? 'file';
}

/** All shapes together as a list of choices: `enum`, or a union of constants with titles. */
function readChoice(base: Base, shapes: JsonObject[]): EnumField | (Field & { kind: 'size' }) | null {
  const lists = shapes.map(optionsOf);
  if (lists.length === 0 || lists.some((list) => list === null)) return null;
  const options = lists.flatMap((list) => list ?? []);
  if (options.length === 0 || options.length > MAX_OPTIONS) return null;
  if (SIZE_NAME.test(base.name) && options.every((option) => typeof option.value === 'string')) {
    return { ...base, kind: 'size', presets: options.map((option) => String(option.value)), custom: null };
  }
  return { ...base, kind: 'enum', options };
}

function optionsOf(shape: JsonObject): Option[] | null {
  const values = Array.isArray(shape.enum) ? shape.enum : 'const' in shape ? [shape.const] : null;
  const wanted = values?.filter((value: unknown) => value !== null) ?? [];
  if (!values || wanted.length > MAX_OPTIONS || !wanted.every(isScalar)) return null;
  const title = wanted.length === 1 && 'const' in shape ? text(shape.title) : null;
  return [...new Set(wanted)].map((value) => ({ value, label: title ?? String(value) }));
}

function isScalar(value: unknown): value is Option['value'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** `{width, height}`, alone or beside named presets. */
function readSize(base: Base, shapes: JsonObject[], root: JsonObject): (Field & { kind: 'size' }) | null {
  const box = shapes.map((shape) => boxOf(shape, root)).find((found) => found !== null);
  if (!box) return null;
  const others = shapes.filter((shape) => boxOf(shape, root) === null);
  const presets = others.flatMap((shape) => optionsOf(shape) ?? []).map((option) => String(option.value));
  return { ...base, kind: 'size', presets: presets.slice(0, MAX_OPTIONS), custom: box, loose: presets.length === 0 && others.length > 0 };
}

function boxOf(shape: JsonObject, root: JsonObject): { width: Range; height: Range } | null {
  const properties = shape.properties;
  if (!isObject(properties) || Object.keys(properties).length !== 2) return null;
  if (!Object.hasOwn(properties, 'width') || !Object.hasOwn(properties, 'height')) return null;
  return { width: side(properties.width, root), height: side(properties.height, root) };
}

function side(schema: unknown, root: JsonObject): Range {
  const range = wholeRange(readRange(resolve(schema, root)));
  return { ...range, min: Math.max(range.min ?? 1, 1) };
}

function readList(base: Base, shape: JsonObject, root: JsonObject): Field & { kind: 'list' | 'json' } {
  const item = itemOf(readField(base.name, shape.items, true, root), isObject(shape.items));
  if (!item) return { ...base, kind: 'json' };
  return { ...base, kind: 'list', item, minItems: count(shape.minItems), maxItems: count(shape.maxItems) };
}

function itemOf(field: Field, known: boolean): ItemField | null {
  if (!known || field.loose) return null;
  return field.kind === 'text' || field.kind === 'integer' || field.kind === 'number' || field.kind === 'enum' || field.kind === 'media' ? field : null;
}
