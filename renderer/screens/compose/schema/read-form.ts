import { readField } from './read-field.ts';
import type { Field, Form, PromptField, SeedField } from './field.ts';
import { isObject, own } from './json.ts';
import { resolve } from './resolve.ts';

/** A form longer than this is a mistake or an attack; what is left out can still be written as JSON. */
const MAX_FIELDS = 200;

const PROMPT_NAMES = ['prompt', 'text', 'script'];

export const UNKNOWN_FORM: Form = {
  known: false,
  prompt: { kind: 'prompt', name: 'prompt', description: null, required: false, fallback: null, loose: true, maxLength: null },
  seed: null,
  fields: [],
};

/**
 * A model's JSON Schema as the controls that can edit it. Takes anything and never throws: what it cannot read becomes a JSON
 * field, and a schema without fields becomes prompt plus JSON. Rules: the API reference, "Models & input schemas".
 */
export function readForm(schema: unknown): Form {
  if (!isObject(schema)) return UNKNOWN_FORM;
  const known = read.get(schema) ?? formOf(schema);
  read.set(schema, known);
  return known;
}

/** A schema is read once: the palette, steps and races ask for every model's at each key press. */
const read = new WeakMap<object, Form>();

function formOf(schema: { [name: string]: unknown }): Form {
  const root = resolve(schema, schema);
  const properties = isObject(root.properties) ? root.properties : {};
  const names = Object.keys(properties).slice(0, MAX_FIELDS);
  if (names.length === 0) return UNKNOWN_FORM;
  const required = new Set(Array.isArray(root.required) ? root.required : []);
  return arrange(names.map((name) => readField(name, own(properties, name), required.has(name), schema)));
}

function arrange(all: Field[]): Form {
  const prompt = promptOf(all);
  const fields = all.filter((field) => field.name !== prompt?.name).filter((field) => field.kind !== 'prompt');
  return {
    known: true,
    prompt,
    seed: fields.find((field): field is SeedField => field.kind === 'seed') ?? null,
    fields: [...fields.filter((field) => field.required), ...fields.filter((field) => !field.required)],
  };
}

function promptOf(all: Field[]): PromptField | null {
  for (const name of PROMPT_NAMES) {
    const field = all.find((candidate) => candidate.name === name);
    if (field?.kind === 'text') return asPrompt(field);
  }
  return null;
}

function asPrompt({ name, description, required, fallback, loose, maxLength }: Extract<Field, { kind: 'text' }>): PromptField {
  return { kind: 'prompt', name, description, required, fallback, loose, maxLength };
}
