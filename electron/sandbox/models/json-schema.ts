/** The part of JSON Schema that the sandbox's models use. */
export interface JsonSchema {
  type?: 'object' | 'string' | 'integer' | 'number' | 'boolean';
  title?: string;
  description?: string;
  enum?: readonly (string | number)[];
  minimum?: number;
  maximum?: number;
  default?: unknown;
  anyOf?: readonly JsonSchema[];
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
}

/** What is wrong, by field (`image_size.width`). Empty when the input fits. Unknown fields are accepted. */
export function problemsOf(schema: JsonSchema, input: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(objectProblems(schema, input, ''));
}

type Problem = [field: string, what: string];

function objectProblems(schema: JsonSchema, value: Record<string, unknown>, prefix: string): Problem[] {
  const missing = (schema.required ?? []).filter((name) => value[name] === undefined || value[name] === '');
  const wrong = Object.entries(schema.properties ?? {})
    .filter(([name]) => value[name] !== undefined && !missing.includes(name))
    .flatMap(([name, property]) => valueProblems(property, value[name], prefix + name));
  return [...missing.map((name): Problem => [prefix + name, 'is required']), ...wrong];
}

function valueProblems(schema: JsonSchema, value: unknown, field: string): Problem[] {
  if (schema.anyOf) return anyOfProblems(schema.anyOf, value, field);
  if (schema.type === 'object') {
    return isRecord(value) ? objectProblems(schema, value, `${field}.`) : [[field, 'must be an object']];
  }
  const what = typeProblem(schema, value) ?? choiceProblem(schema, value) ?? rangeProblem(schema, value);
  return what === null ? [] : [[field, what]];
}

function anyOfProblems(choices: readonly JsonSchema[], value: unknown, field: string): Problem[] {
  const attempts = choices.map((choice) => valueProblems(choice, value, field));
  if (attempts.some((problems) => problems.length === 0)) return [];
  const likely = choices.findIndex((choice) => (choice.type === 'object') === isRecord(value));
  return attempts[likely] ?? [[field, 'does not fit']];
}

function typeProblem({ type }: JsonSchema, value: unknown): string | null {
  if (type === undefined) return null;
  const fits = type === 'integer' ? Number.isInteger(value) : typeof value === type;
  return fits ? null : `must be of type ${type}`;
}

function choiceProblem(schema: JsonSchema, value: unknown): string | null {
  if (!schema.enum || schema.enum.includes(value as string | number)) return null;
  return `must be one of ${schema.enum.join(', ')}`;
}

function rangeProblem({ minimum, maximum }: JsonSchema, value: unknown): string | null {
  if (typeof value !== 'number') return null;
  if (minimum !== undefined && value < minimum) return `must be at least ${minimum}`;
  if (maximum !== undefined && value > maximum) return `must be at most ${maximum}`;
  return null;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
