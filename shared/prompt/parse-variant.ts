import type { Reader } from './reader.ts';
import { METHOD_SIGNS, type Bound, type Mark, type Method, type Option, type VariantNode, type WrapNode } from './syntax.ts';

const BLANKS = /\s*/y;
const SIGN = /[!@~]/y;
const BOUND = /(?:(\d{1,6})(-)?(\d{1,6})?|-(\d{1,6}))\$\$/y;
const SEPARATOR = /([^${}]+)\$\$/y;
const WEIGHT = /(\d+\.?\d*|\.\d+)::/y;
const OPTION = { ends: ['|', '}'], trims: true };

/** `{…}`: the reader stands on the brace. */
export function readVariant(reader: Reader): VariantNode {
  const from = reader.at;
  reader.takes('{');
  reader.match(BLANKS);
  const method = readMethod(reader);
  const bound = readBound(reader);
  const separator = bound ? (reader.matchSign(SEPARATOR)?.[1] ?? null) : null;
  const options = readOptions(reader);
  close(reader, from, 'This { is not closed.');
  reader.mark('variant', from, reader.at);
  return { kind: 'variant', method, bound, separator, options, from, to: reader.at };
}

function readOptions(reader: Reader): Option[] {
  const options: Option[] = [];
  do {
    reader.match(BLANKS);
    const weight = reader.matchSign(WEIGHT);
    options.push({ weight: weight ? Number(weight[1]) : 1, nodes: reader.sequence(OPTION) });
  } while (reader.takes('|'));
  return options;
}

/** `!`, `@` or `~`, where one stands here. */
export function readMethod(reader: Reader): Method | null {
  const sign = reader.matchSign(SIGN)?.[0];
  const found = Object.entries(METHOD_SIGNS).find(([, each]) => each === sign);
  return found ? (found[0] as Method) : null;
}

/** `2$$`, `1-2$$`, `1-$$`, `-2$$`; the wrong way round is put right. */
function readBound(reader: Reader): Bound | null {
  const found = reader.matchSign(BOUND);
  if (!found) return null;
  const [, first, dash, last, most] = found;
  if (first === undefined) return { min: null, max: Number(most) };
  if (dash === undefined && last !== undefined) return { min: Number(first + last), max: Number(first + last) };
  if (dash === undefined) return { min: Number(first), max: Number(first) };
  return last === undefined ? { min: Number(first), max: null } : inOrder(Number(first), Number(last));
}

function inOrder(one: number, other: number): Bound {
  return { min: Math.min(one, other), max: Math.max(one, other) };
}

/** `%{…$$…}`: the reader stands on the percent sign. */
export function readWrap(reader: Reader): WrapNode {
  const from = reader.at;
  reader.takes('%{');
  const outer = reader.sequence({ ends: ['$$', '}'], trims: true });
  if (!reader.takes('$$')) reader.wrong(from, reader.at, 'A wrap is written %{text around …$$text inside}.');
  const inner = reader.sequence({ ends: ['}'], trims: true });
  close(reader, from, 'This %{ is not closed.');
  return { kind: 'wrap', outer, inner, from, to: reader.at };
}

/** The closing brace, or the complaint at the opening one. */
export function close(reader: Reader, from: number, message: string, kind: Mark['kind'] = 'sign'): void {
  if (!reader.takes('}', kind)) reader.wrong(from, from + 1, message);
}
