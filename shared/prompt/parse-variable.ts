import { close } from './parse-variant.ts';
import type { Reader } from './reader.ts';
import type { AssignNode, ReadNode } from './syntax.ts';

const BLANKS = /\s*/y;
export const VARIABLE_NAME = /[A-Za-z_-][\w-]*/y;
const ASSIGNMENT = /(\?)?=(!)?/y;
const VALUE = { ends: ['}'], trims: true };

/** `${…}`: the reader stands on the dollar sign. Sets where an equals sign follows the name, else reads. */
export function readVariable(reader: Reader): AssignNode | ReadNode {
  const from = reader.at;
  reader.at += '${'.length;
  reader.match(BLANKS);
  const name = reader.match(VARIABLE_NAME)?.[0];
  if (name === undefined) reader.wrong(from, reader.at, 'The name of a variable goes here: ${name} or ${name=value}.');
  reader.match(BLANKS);
  const node = readAssignment(reader, name ?? '', from) ?? readRead(reader, name ?? '', from);
  close(reader, from, 'This ${ is not closed.', 'variable');
  // Within braces a variable cannot be set, as in the reference: what would it be where the option is not taken?
  if (node.kind === 'assign' && reader.depth > 1) reader.wrong(from, reader.at, `Set ${name} outside of braces.`);
  return { ...node, from, to: reader.at };
}

type Unplaced<T> = Omit<T, 'from' | 'to'>;

function readAssignment(reader: Reader, name: string, from: number): Unplaced<AssignNode> | null {
  const sign = reader.match(ASSIGNMENT);
  if (!sign) return null;
  reader.mark('variable', from, reader.at);
  return { kind: 'assign', name, keep: sign[1] !== undefined, once: sign[2] !== undefined, nodes: reader.sequence(VALUE) };
}

function readRead(reader: Reader, name: string, from: number): Unplaced<ReadNode> {
  const falls = reader.sees(':');
  if (falls) reader.at += 1;
  reader.mark('variable', from, reader.at);
  const otherwise = falls ? reader.sequence(VALUE) : null;
  const rest = reader.at;
  if (!falls && !reader.over && !reader.sees('}')) {
    reader.sequence(VALUE);
    reader.wrong(rest, reader.at, 'A variable is read ${name}, set ${name=value}, or read with a value to fall back on, ${name:value}.');
  }
  return { kind: 'read', name, otherwise };
}
