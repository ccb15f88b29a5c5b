import { LABELS, STATES, type Comparison, type FigureField, type Test } from './query.ts';
import { spanOf, type LocalTime } from './times.ts';

/** What reading a value needs to know of the world. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  now: number;
  local?: LocalTime | undefined;
}

/** A value as it was written. `exact`: an equals sign stood before it. */
export interface WrittenValue {
  text: string;
  exact: boolean;
}

/** An operator of the search box. */
export interface Field {
  name: string;
  /** One line for the completion. */
  words: string;
  example: string;
  /** Values that can be listed without looking into the library. */
  values?: readonly string[];
  /** The value as a test, or what is wrong with it. */
  read(value: WrittenValue, around: Surroundings): Test | string;
}

const KINDS = ['image', 'video', 'audio', 'other'] as const;

const text = (name: Extract<Test, { kind: 'text-field' }>['field'], words: string, example: string): Field => ({
  name,
  words,
  example,
  read: ({ text: written, exact }) =>
    written === '' ? `${name}: wants a word after the colon, as in ${example}.` : { kind: 'text-field', field: name, text: written, exact },
});

const FIGURE = /^(<=|>=|<|>|=)?(-?\d+(?:\.\d+)?)$/;

const figure = (name: FigureField, words: string, example: string, allowed: (figure: number) => boolean = () => true, limits = 'a number'): Field => ({
  name,
  words,
  example,
  read({ text: value }) {
    const match = FIGURE.exec(value);
    const wanted = Number(match?.[2]);
    if (!match || !allowed(wanted)) return `${name}: takes ${limits}, as in ${example}.`;
    return { kind: 'figure', field: name, comparison: (match[1] ?? '=') as Comparison, figure: wanted };
  },
});

const BYTES = /^(<=|>=|<|>|=)?(\d+(?:\.\d+)?)(k|m|g)?b?$/i;
const UNIT: Readonly<Record<string, number>> = { k: 1_000, m: 1_000_000, g: 1_000_000_000 };

const time = (
  name: string,
  words: string,
  example: string,
  pick: (span: { from: number; to: number }) => { from: number | null; to: number | null },
): Field => ({
  name,
  words,
  example,
  values: ['today', 'yesterday'],
  read({ text: value }, { now, local }) {
    const span = spanOf(value, now, local);
    return span ? { kind: 'time', ...pick(span) } : `${name}: takes a day, a month or a year, as in ${example}.`;
  },
});

/** Every operator, in the order in which they are offered. */
export const FIELDS: readonly Field[] = [
  {
    name: 'kind',
    words: 'image, video, audio or other',
    example: 'kind:video',
    values: KINDS,
    read: ({ text: value }) => oneOf('kind', value, KINDS, (is) => ({ kind: 'kind', is })),
  },
  text('model', 'part of a model’s name', 'model:flux'),
  text('batch', 'part of a batch’s name', 'batch:posters'),
  text('tag', 'a tag', 'tag:portrait'),
  text('in', 'a collection', 'in:"Best of May"'),
  figure('rating', 'stars, 0 to 5', 'rating:>3', (stars) => Number.isInteger(stars) && stars >= 0 && stars <= 5, '0 to 5'),
  {
    name: 'label',
    words: 'a colour label',
    example: 'label:red',
    values: [...LABELS, 'none'],
    read: ({ text: value }) => oneOf('label', value, [...LABELS, 'none'] as const, (label) => ({ kind: 'label', label: label === 'none' ? null : label })),
  },
  {
    name: 'is',
    words: 'favourite, picked, rejected …',
    example: 'is:favourite',
    values: STATES,
    read: ({ text: value }) => oneOf('is', value, STATES, (state) => ({ kind: 'is', state })),
  },
  time('before', 'made before', 'before:2026-10', ({ from }) => ({ from: null, to: from })),
  time('after', 'made after', 'after:2026-09-30', ({ to }) => ({ from: to, to: null })),
  time('on', 'made in', 'on:2026-10', (span) => span),
  {
    name: 'pick',
    words: 'what the template picked',
    example: 'pick:"animal=red fox"',
    read({ text: value }) {
      const at = value.indexOf('=');
      const [name, picked] = at > 0 ? [value.slice(0, at).trim(), value.slice(at + 1).trim()] : [null, value];
      return picked === '' ? 'pick: wants a name and what it picked, as in pick:"animal=red fox".' : { kind: 'pick', name, value: picked };
    },
  },
  text('prompt', 'words of the prompt only', 'prompt:fox'),
  text('title', 'words of the title only', 'title:cover'),
  text('notes', 'words of the notes only', 'notes:print'),
  text('key', 'the key it was made with', 'key:studio'),
  {
    name: 'like',
    words: 'looks like the asset with that hash',
    example: 'like:3fa9c2d1b06e',
    read: ({ text: value }) =>
      /^[0-9a-f]{8,64}$/i.test(value)
        ? { kind: 'like', hash: value.toLowerCase() }
        : 'like: takes the beginning of an asset’s hash, as in like:3fa9c2d1b06e. “Find similar” of an asset fills it in.',
  },
  figure('seed', 'the seed', 'seed:42', Number.isInteger, 'a whole number'),
  figure('width', 'pixels across', 'width:>=1024'),
  figure('height', 'pixels down', 'height:>=1024'),
  figure('seconds', 'how long it plays', 'seconds:<10'),
  figure('credits', 'what it cost', 'credits:>2'),
  {
    name: 'bytes',
    words: 'size of the file',
    example: 'bytes:>2MB',
    read({ text: value }) {
      const match = BYTES.exec(value);
      if (!match) return 'bytes: takes a size, as in bytes:>2MB.';
      return {
        kind: 'figure',
        field: 'bytes',
        comparison: (match[1] ?? '=') as Comparison,
        figure: Number(match[2]) * (UNIT[match[3]?.toLowerCase() ?? ''] ?? 1),
      };
    },
  },
];

/** Other spellings of an operator. */
const ALIASES: Readonly<Record<string, string>> = {
  type: 'kind',
  favorite: 'favourite',
  colour: 'label',
  color: 'label',
  collection: 'in',
  stars: 'rating',
  date: 'on',
  since: 'after',
};

const BY_NAME = new Map(FIELDS.map((field) => [field.name, field]));

export function fieldNamed(name: string): Field | undefined {
  return BY_NAME.get(ALIASES[name] ?? name);
}

function oneOf<V extends string>(name: string, value: string, values: readonly V[], test: (value: V) => Test): Test | string {
  const wanted = value.toLowerCase() === 'favorite' ? 'favourite' : value.toLowerCase();
  const found = values.find((it) => it === wanted);
  return found === undefined ? `${name}: is one of ${values.join(', ')}.` : test(found);
}
