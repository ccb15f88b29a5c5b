import type { Json } from '../schema/json.ts';

/** What a number box shows. A text that is no number yet is kept as text: the check says so under the field. */
export function numberText(value: Json | undefined): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

/** What a number box holds; undefined for an emptied one. A comma is taken for the point it is in many places. */
export function readNumber(text: string): number | string | undefined {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return undefined;
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) && Number.isFinite(Number(plain)) && !plain.endsWith('.') ? Number(plain) : text;
}

/** `value` moved by a step, kept inside the bounds, without the dust of binary fractions. */
export function stepped(value: number, by: number, min: number | null, max: number | null): number {
  const next = Number((value + by).toFixed(6));
  return Math.min(max ?? Infinity, Math.max(min ?? -Infinity, next));
}
