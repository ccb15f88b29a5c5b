import { rangeFigures } from '../schema/range.ts';
import type { Field } from '../schema/field.ts';

/** What stands at the right of a field's name: its bounds, or that a seed is locked. */
export function fieldHint(field: Field, touched: boolean): string | null {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return rangeFigures(field.range);
    case 'seed':
      return touched ? 'locked' : null;
    case 'text':
    case 'prompt':
      return field.maxLength === null ? null : `up to ${field.maxLength.toLocaleString()} characters`;
    case 'list':
      return listWords(field.minItems, field.maxItems);
    case 'media':
      return 'file or web address';
    default:
      return null;
  }
}

function listWords(min: number | null, max: number | null): string | null {
  if (min !== null && max !== null) return min === max ? `${min} entries` : `${min} to ${max} entries`;
  if (max !== null) return `up to ${max} entries`;
  return min === null || min === 0 ? null : `at least ${min}`;
}

/** How many of the form's six columns a field takes. */
export function fieldSpan(field: Field): 2 | 3 | 4 | 6 {
  switch (field.kind) {
    case 'size':
      return field.presets.length > 0 ? 4 : 3;
    case 'text':
      return field.long ? 6 : 3;
    case 'media':
    case 'list':
    case 'json':
    case 'prompt':
      return 6;
    case 'enum':
      return field.options.some((option) => option.label.length > 14) ? 3 : 2;
    default:
      return 2;
  }
}
