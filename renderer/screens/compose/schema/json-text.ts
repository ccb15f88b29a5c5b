import type { ModelInput } from '../../../../shared/domain.ts';
import { isObject } from './json.ts';

export type ReadJson = { ok: true; value: ModelInput } | { ok: false; message: string };

/** Text of the JSON view as an input. An empty view is an empty input. */
export function readInputText(text: string): ReadJson {
  if (text.trim() === '') return { ok: true, value: {} };
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { ok: true, value: value as ModelInput } : { ok: false, message: 'The input has to be a JSON object, { … }.' };
  } catch (error) {
    return { ok: false, message: `Not valid JSON: ${where(error)}` };
  }
}

/** The parser's own words: they name the character and the place. */
function where(error: unknown): string {
  return error instanceof Error ? error.message : 'it does not end';
}

export function inputText(value: ModelInput): string {
  return JSON.stringify(value, null, 2);
}
