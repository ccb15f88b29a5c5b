import type { Range } from './field.ts';
import { finite, type JsonObject } from './json.ts';

/** Bounds of a number's schema. `exclusiveMinimum` is a number since draft 6 and a flag before. */
export function readRange(shape: JsonObject): Range {
  const min = bound(shape.minimum, shape.exclusiveMinimum, Math.max);
  const max = bound(shape.maximum, shape.exclusiveMaximum, Math.min);
  return { min: min.at, max: max.at, minOpen: min.open, maxOpen: max.open };
}

function bound(inclusive: unknown, exclusive: unknown, stricter: (a: number, b: number) => number): { at: number | null; open: boolean } {
  const closed = finite(inclusive);
  const open = exclusive === true ? closed : finite(exclusive);
  if (open === null) return { at: closed, open: false };
  if (closed === null) return { at: open, open: true };
  return { at: stricter(open, closed), open: stricter(open, closed) === open };
}

/** The same numbers for integers, where an open end is simply the next one. */
export function wholeRange(range: Range): Range {
  const min = range.min === null ? null : range.minOpen ? Math.floor(range.min) + 1 : Math.ceil(range.min);
  const max = range.max === null ? null : range.maxOpen ? Math.ceil(range.max) - 1 : Math.floor(range.max);
  return { min, max, minOpen: false, maxOpen: false };
}

export function inRange(value: number, { min, max, minOpen, maxOpen }: Range): boolean {
  if (min !== null && (minOpen ? value <= min : value < min)) return false;
  return max === null || (maxOpen ? value < max : value <= max);
}

/** `1–4`, `> 0–1`, `≥ 1`: for where there is little room. Null where there are no bounds. */
export function rangeFigures({ min, max, minOpen, maxOpen }: Range): string | null {
  if (min !== null && max !== null) return `${minOpen ? '> ' : ''}${min}–${maxOpen ? '< ' : ''}${max}`.replace(/^-/, '−');
  if (min !== null) return `${minOpen ? '>' : '≥'} ${min}`;
  return max === null ? null : `${maxOpen ? '<' : '≤'} ${max}`;
}

/** "1 to 4", "at least 1", "less than 2"; null where there are no bounds. */
export function rangeWords({ min, max, minOpen, maxOpen }: Range): string | null {
  const from = min === null ? null : `${minOpen ? 'more than' : 'at least'} ${min}`;
  const to = max === null ? null : `${maxOpen ? 'less than' : 'at most'} ${max}`;
  if (min !== null && max !== null && !minOpen && !maxOpen) return `${min} to ${max}`;
  return [from, to].filter((part) => part !== null).join(', ') || null;
}
