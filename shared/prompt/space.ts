import type { Method, Span } from './syntax.ts';

/**
 * A compiled template: everything it can become, numbered. `size` is exact; `reach` is the same as a number, capped where numbers stop
 * being exact, because nobody counts through more: an index is always below `reach`.
 */
interface Base {
  size: bigint;
  reach: number;
  /** The most UTF-16 units it can make. */
  longest: number;
}

export interface FixedSpace extends Base {
  kind: 'fixed';
  text: string;
}

/** One after the other; the last runs fastest. */
export interface JoinSpace extends Base {
  kind: 'join';
  parts: Space[];
}

/** Some of its options in every order. `size` is 1 unless the method is `all`: then the job tells which of `inner` it is. */
export interface ChoiceSpace extends Base {
  kind: 'choice';
  method: Method;
  options: Space[];
  weights: readonly number[];
  least: number;
  most: number;
  separator: string;
  /** As if the method were `all`. */
  inner: bigint;
  innerReach: number;
  /** Where its method is written in the template; null: not in the template itself. */
  source: Span | null;
}

/** Makes no text and keeps it for `get`. */
export interface SetSpace extends Base {
  kind: 'set';
  slot: number;
  value: Space;
}

export interface GetSpace extends Base {
  kind: 'get';
  slot: number;
}

export interface WrapSpace extends Base {
  kind: 'wrap';
  outer: Space;
  inner: Space;
}

export type Space = FixedSpace | JoinSpace | ChoiceSpace | SetSpace | GetSpace | WrapSpace;

const MOST = Number.MAX_SAFE_INTEGER;

/** A count as a number that is exact or the largest exact one. */
export function capped(size: bigint): number {
  return size > MOST ? MOST : Number(size);
}

export function fixed(text: string): FixedSpace {
  return { kind: 'fixed', text, size: 1n, reach: 1, longest: text.length };
}

/** One space for several; what is always the same is put together at once. */
export function join(parts: readonly Space[]): Space {
  const flat: Space[] = [];
  for (const part of parts.flatMap((each) => (each.kind === 'join' ? each.parts : [each]))) {
    const last = flat.at(-1);
    if (part.kind === 'fixed' && last?.kind === 'fixed') flat[flat.length - 1] = fixed(last.text + part.text);
    else if (part.kind !== 'fixed' || part.text !== '') flat.push(part);
  }
  if (flat.length === 1) return flat[0]!;
  if (flat.length === 0) return fixed('');
  const size = flat.reduce((product, part) => product * part.size, 1n);
  return { kind: 'join', parts: flat, size, reach: capped(size), longest: flat.reduce((sum, part) => sum + part.longest, 0) };
}

export function wrap(outer: Space, inner: Space): WrapSpace {
  const size = outer.size * inner.size;
  return { kind: 'wrap', outer, inner, size, reach: capped(size), longest: outer.longest + inner.longest };
}

export function set(slot: number, value: Space): SetSpace {
  return { kind: 'set', slot, value, size: value.size, reach: value.reach, longest: 0 };
}

export function get(slot: number, value: Space): GetSpace {
  return { kind: 'get', slot, size: 1n, reach: 1, longest: value.longest };
}
