import { readMethod } from './parse-variant.ts';
import { VARIABLE_NAME } from './parse-variable.ts';
import type { Reader } from './reader.ts';
import type { ListNode } from './syntax.ts';

/** Up to the closing underscores or the values passed to it. */
const NAME = /[ \t]*([^\s(){}|$#,=\\_](?:(?!__)[^(){}|$#\n,=\\])*)/y;
const BLANKS = /\s*/y;
const EQUALS = /\s*=/y;
const ARGUMENT = { ends: [',', ')'], trims: true };
const WORD = /[\p{L}\p{N}]/u;

/** `__name__`: the reader stands on the underscores. null, and not moved on, where they are mere underscores. */
export function readList(reader: Reader): ListNode | null {
  const from = reader.at;
  const marks = reader.marks.length;
  reader.at += '__'.length;
  const method = readMethod(reader);
  const name = reader.match(NAME)?.[1]?.trim();
  if (name === undefined || !(reader.sees('__') || reader.sees('('))) return giveUp(reader, from, marks, name);
  const args = readArguments(reader);
  if (reader.sees('__')) reader.at += '__'.length;
  else reader.wrong(from, from + 2, `This list is not closed: its second pair of underscores is missing.`);
  reader.mark('list', from, reader.at);
  return { kind: 'list', method, name, args, from, to: reader.at };
}

/** `(colour=red, cut={long|short})`. */
function readArguments(reader: Reader): ListNode['args'] {
  const args: ListNode['args'] = [];
  if (!reader.takes('(')) return args;
  do {
    reader.match(BLANKS);
    const from = reader.at;
    const name = reader.match(VARIABLE_NAME)?.[0];
    const set = reader.matchSign(EQUALS);
    const nodes = reader.sequence(ARGUMENT);
    if (name === undefined || !set) reader.wrong(from, reader.at, 'Values for a list are written (name=value, name=value).');
    else args.push({ name, nodes });
  } while (reader.takes(','));
  if (!reader.takes(')')) reader.wrong(reader.at - 1, reader.at, 'The ) after the values for the list is missing.');
  reader.match(BLANKS);
  return args;
}

/** Two underscores that close nothing: a mistake where a name follows and no word precedes, else plain text. */
function giveUp(reader: Reader, from: number, marks: number, name: string | undefined): null {
  reader.marks.length = marks;
  reader.at = from;
  const begins = name !== undefined && !WORD.test(reader.text[from - 1] ?? ' ') && WORD.test(name[0] ?? '');
  if (begins) reader.wrong(from, from + 2, 'A list is written __name__: its second pair of underscores is missing.');
  return null;
}
