import type { ErrorObject } from 'ajv';
import { wordsFor } from './complaint-words.ts';

/** One thing that is wrong with an input. `message` stands alone: "num_images: 1 to 4". */
export interface Complaint {
  /** Dotted path into the input; `input` for the whole. */
  field: string;
  message: string;
}

/** Errors of ajv (`allErrors`, `verbose`) as one complaint a field, in the order found. Alternatives are told in one sentence. */
export function complaintsOf(errors: readonly ErrorObject[]): Complaint[] {
  const words = new Map<string, Set<string>>();
  for (const error of errors) {
    if (isSummary(error)) continue;
    const field = fieldOf(error);
    words.set(field, (words.get(field) ?? new Set()).add(wordsFor(error)));
  }
  const found = [...words].map(([field, each]) => ({ field, message: `${field}: ${[...each].join(', or ')}` }));
  return found.length > 0 || errors.length === 0 ? found : [{ field: 'input', message: 'input: does not fit this model' }];
}

/** `anyOf` and the like only sum up what their branches said. */
function isSummary({ keyword }: ErrorObject): boolean {
  return ['anyOf', 'oneOf', 'allOf', 'if', 'not'].includes(keyword);
}

function fieldOf({ instancePath, params }: ErrorObject): string {
  const inner = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  const path = instancePath.split('/').slice(1).map(unescaped);
  return [...path, ...(typeof inner === 'string' ? [inner] : [])].join('.') || 'input';
}

/** JSON pointers escape two characters. */
function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
