import { unreachable } from '../../../shared/unreachable.ts';
import { presetLabel } from '../compose/schema/controls.ts';
import type { Field } from '../compose/schema/field.ts';
import { rangeWords } from '../compose/schema/range.ts';

/** What a field takes, in a few words: `whole number, 1 to 4`. */
export function fieldKindWords(field: Field): string {
  switch (field.kind) {
    case 'prompt':
    case 'text':
      return field.maxLength === null ? 'text' : `text, up to ${field.maxLength.toLocaleString()} characters`;
    case 'integer':
      return join('whole number', rangeWords(field.range));
    case 'number':
      return join('number', rangeWords(field.range));
    case 'seed':
      return join('seed', rangeWords(field.range));
    case 'boolean':
      return 'yes or no';
    case 'enum':
      return field.options.map((option) => option.label).join(', ');
    case 'size':
      return [...field.presets.map(presetLabel), ...(field.custom ? ['width and height'] : [])].join(', ');
    case 'media':
      return `web address of ${field.media === 'file' ? 'a file' : field.media === 'audio' ? 'a sound' : field.media === 'image' ? 'an image' : 'a video'}`;
    case 'list':
      return `list: ${fieldKindWords(field.item)}`;
    case 'json':
      return 'JSON';
    default:
      return unreachable(field);
  }
}

function join(word: string, more: string | null): string {
  return more === null ? word : `${word}, ${more}`;
}

/** What is taken when the field is left out; null when the schema does not say. */
export function fallbackWords(field: Field): string | null {
  if (field.fallback === null) return null;
  return typeof field.fallback === 'string' ? field.fallback : JSON.stringify(field.fallback);
}
