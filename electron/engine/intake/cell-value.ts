/**
 * Types the text of a CSV cell. The model's schema decides where it is known; elsewhere only what can hardly be meant as text (a JSON
 * number, true, false, an object, a list) becomes a value, and fields that hold words stay text whatever they look like.
 */
import type { ModelInput } from '../../../shared/domain.ts';
import { isObject } from './row.ts';

type Json = ModelInput[string];
type TypeName = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null';

export type CellValue = { ok: true; value: Json } | { ok: false; message: string };

/** As JSON writes numbers: "007" and "1,5" are text. */
const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const WORDS = /(^|_)(prompt|text|lyrics|script|title|url|uri|id|voice|style)$/i;

const EXPECTED: Record<TypeName, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list in JSON',
  object: 'an object in JSON',
  null: 'empty',
};

/** `cell` is not empty; `schema` is the JSON Schema of the model's input, null when it is not known. */
export function cellValue(field: string, cell: string, schema: Record<string, unknown> | null): CellValue {
  const types = typesOf(propertyOf(schema, field));
  if (types.length === 0) return { ok: true, value: WORDS.test(field) ? cell : guess(cell) };
  for (const type of mostSpecificFirst(types)) {
    const value = READERS[type](cell);
    if (value !== undefined) return { ok: true, value };
  }
  const expected = types.map((type) => EXPECTED[type]).join(' or ');
  return { ok: false, message: `"${field}" must be ${expected}, not "${cell.length > 40 ? `${cell.slice(0, 40)}…` : cell}".` };
}

function propertyOf(schema: Record<string, unknown> | null, field: string): unknown {
  const properties = schema?.['properties'];
  return isObject(properties) && Object.hasOwn(properties, field) ? properties[field] : undefined;
}

/** Every type a schema allows; empty when it does not say. */
function typesOf(schema: unknown): TypeName[] {
  if (!isObject(schema)) return [];
  const named = [schema['type']].flat().filter(isTypeName);
  if (named.length > 0) return named;
  if (Array.isArray(schema['enum'])) return schema['enum'].flatMap(typeOfConstant);
  return [schema['anyOf'], schema['oneOf']].flatMap((options) => (Array.isArray(options) ? options.flatMap(typesOf) : []));
}

function isTypeName(value: unknown): value is TypeName {
  return typeof value === 'string' && Object.hasOwn(EXPECTED, value);
}

function typeOfConstant(value: unknown): TypeName[] {
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return isTypeName(type) ? [type] : [];
}

/** Text fits everything, so it is tried last. */
function mostSpecificFirst(types: TypeName[]): TypeName[] {
  return types.toSorted((a, b) => Number(a === 'string') - Number(b === 'string'));
}

const READERS: Record<TypeName, (cell: string) => Json | undefined> = {
  string: (cell) => cell,
  integer: (cell) => (Number.isSafeInteger(readNumber(cell)) ? readNumber(cell) : undefined),
  number: readNumber,
  boolean: (cell) => ({ true: true, false: false })[cell.trim().toLowerCase()],
  array: (cell) => readJson(cell, '['),
  object: (cell) => readJson(cell, '{'),
  null: (cell) => (cell.trim().toLowerCase() === 'null' ? null : undefined),
};

function guess(cell: string): Json {
  return readNumber(cell) ?? READERS.boolean(cell) ?? readJson(cell, '[') ?? readJson(cell, '{') ?? cell;
}

/** undefined as well for a whole number that a double cannot hold: a long id stays text. */
function readNumber(cell: string): number | undefined {
  if (!JSON_NUMBER.test(cell.trim())) return undefined;
  const value = Number(cell);
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? value : undefined;
}

function readJson(cell: string, start: '[' | '{'): Json | undefined {
  if (!cell.trimStart().startsWith(start)) return undefined;
  try {
    return JSON.parse(cell) as Json;
  } catch {
    return undefined;
  }
}
