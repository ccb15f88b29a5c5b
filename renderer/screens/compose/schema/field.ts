import type { Json } from './json.ts';

/** Bounds of a number as its schema gives them; `open` ends are excluded themselves. */
export interface Range {
  min: number | null;
  max: number | null;
  minOpen: boolean;
  maxOpen: boolean;
}

export interface Option {
  value: string | number | boolean;
  label: string;
}

export type MediaKind = 'image' | 'video' | 'audio' | 'file';

interface Base {
  /** The name in the input, unchanged: also what the form shows, as people know it from the API's pages. */
  name: string;
  description: string | null;
  required: boolean;
  /** What the schema says the API takes when the field is left out; null: not said. */
  fallback: Json | null;
  /** The schema takes other shapes as well (anyOf); those are left to the engine's validator. */
  loose: boolean;
}

export interface PromptField extends Base {
  kind: 'prompt';
  maxLength: number | null;
}
export interface TextField extends Base {
  kind: 'text';
  maxLength: number | null;
  /** Prose, such as a negative prompt: drawn on several lines. */
  long: boolean;
}
export interface NumberField extends Base {
  kind: 'integer' | 'number';
  range: Range;
  step: number | null;
}
export interface SeedField extends Base {
  kind: 'seed';
  range: Range;
}
export interface BooleanField extends Base {
  kind: 'boolean';
}
export interface EnumField extends Base {
  kind: 'enum';
  options: Option[];
}
export interface SizeField extends Base {
  kind: 'size';
  presets: string[];
  /** Bounds in pixels where the API also takes `{width, height}`; null: presets only. */
  custom: { width: Range; height: Range } | null;
}
export interface MediaField extends Base {
  kind: 'media';
  media: MediaKind;
}
export interface ListField extends Base {
  kind: 'list';
  item: ItemField;
  minItems: number | null;
  maxItems: number | null;
}
/** Whatever no control fits: edited as JSON. */
export interface JsonField extends Base {
  kind: 'json';
}

/** What a list's rows may be: simple values only, the rest is JSON. */
export type ItemField = TextField | NumberField | EnumField | MediaField;

/** Every control the form can draw. */
export type Field = PromptField | TextField | NumberField | SeedField | BooleanField | EnumField | SizeField | MediaField | ListField | JsonField;

/** A model's form. `known` false: no usable schema, so a prompt and raw JSON. */
export interface Form {
  known: boolean;
  /** The field the prompt editor writes; null: the model takes none. */
  prompt: PromptField | null;
  /** The field a repetition varies; null: the model takes none. */
  seed: SeedField | null;
  /** All but the prompt, required ones first, else in the schema's order. */
  fields: Exclude<Field, PromptField>[];
}
