import type { ErrorObject } from 'ajv';

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'an object',
  null: 'nothing',
};

const FORMATS: Readonly<Record<string, string>> = {
  uri: 'a web address',
  url: 'a web address',
  email: 'an e-mail address',
  date: 'a date',
  'date-time': 'a date with a time',
};

/** Most values of an enum that a sentence can carry. */
const FEW = 12;

/** What a validation error asks for, in words that follow a field's name: `1 to 4`, `square or landscape`. */
export function wordsFor({ keyword, params, parentSchema, message }: ErrorObject): string {
  const schema: Record<string, unknown> = parentSchema ?? {};
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return 'required';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'not known to this model';
    case 'type':
      return listed([params['type']].flat().map((type) => TYPES[String(type)] ?? String(type)));
    case 'enum':
      return listed(([params['allowedValues']].flat() as unknown[]).map(shown));
    case 'const':
      return shown(params['allowedValue']);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return range(schema);
    case 'minLength':
    case 'maxLength':
      return sized(schema['minLength'], schema['maxLength'], 'character', 'characters');
    case 'minItems':
    case 'maxItems':
      return sized(schema['minItems'], schema['maxItems'], 'entry', 'entries');
    case 'multipleOf':
      return `a multiple of ${shown(params['multipleOf'])}`;
    case 'format':
      return FORMATS[String(params['format'])] ?? `in the form “${shown(params['format'])}”`;
    case 'pattern':
      return `in the form ${shown(params['pattern'])}`;
    case 'uniqueItems':
      return 'no entry twice';
    default:
      return message ?? 'does not fit this model';
  }
}

/** `a, b or c`; what is too long is counted. */
export function listed(words: readonly string[]): string {
  const few = words.slice(0, FEW);
  if (words.length > FEW) return `${few.join(', ')} or one of ${words.length - FEW} more`;
  return few.length < 2 ? few.join('') : `${few.slice(0, -1).join(', ')} or ${few.at(-1)}`;
}

/** `1 to 4`, `at least 1`, `more than 0 and at most 1`. */
function range(schema: Record<string, unknown>): string {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  if (typeof minimum === 'number' && typeof maximum === 'number') return `${shown(minimum)} to ${shown(maximum)}`;
  const low = typeof above === 'number' ? `more than ${shown(above)}` : typeof minimum === 'number' ? `at least ${shown(minimum)}` : null;
  const high = typeof below === 'number' ? `less than ${shown(below)}` : typeof maximum === 'number' ? `at most ${shown(maximum)}` : null;
  return [low, high].filter((part) => part !== null).join(' and ');
}

function sized(least: unknown, most: unknown, one: string, many: string): string {
  const unit = (count: number) => `${shown(count)} ${count === 1 ? one : many}`;
  if (typeof least === 'number' && typeof most === 'number') return `${shown(least)} to ${unit(most)}`;
  return typeof most === 'number' ? `at most ${unit(most)}` : `at least ${unit(Number(least))}`;
}

function shown(value: unknown): string {
  if (typeof value === 'number') return value.toLocaleString('en-GB', { maximumFractionDigits: 6 });
  return typeof value === 'string' ? value : JSON.stringify(value);
}
