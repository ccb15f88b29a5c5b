import { readList } from './parse-list.ts';
import { readVariable } from './parse-variable.ts';
import { readVariant, readWrap } from './parse-variant.ts';
import { Reader, type Place } from './reader.ts';
import type { Node, Parsed } from './syntax.ts';
import { TextRun } from './text-run.ts';

/** Constructs within constructs; nobody writes more, and a hostile text cannot exhaust the stack. */
const DEEPEST = 60;

const PLAIN = /[^\\{}|$%_#/,)]+/y;
/** After a backslash these stand for themselves; any other backslash is one. */
const ESCAPE = /\\([\\{}|$%_#/!@~:\s])/y;
/** Among the values for a list these two as well; elsewhere `\)` is left to tools that know it. */
const ESCAPE_IN_ARGUMENT = /\\([\\{}|$%_#/!@~:,)\s])/y;
const LINE_COMMENT = /(?:#|\/\/)[^\n]*\n?/y;
const BLOCK_COMMENT = /\/\*[^]*?(?:\*\/|$)/y;
const REST_OF_LINE = /[ \t]*(?:\n|$)/y;

/** Reads a template to its end, whatever is wrong with it: mistakes are told in `errors`, the rest is read all the same. */
export function parsePrompt(text: string): Parsed {
  const reader = new Reader(text, readSequence);
  const nodes = reader.sequence({ ends: [], trims: false });
  return { nodes, errors: reader.errors, marks: reader.marks };
}

function readSequence(reader: Reader, place: Place): Node[] {
  const run = new TextRun(place.trims);
  reader.depth++;
  while (!reader.over && !place.ends.some((end) => reader.sees(end))) readOne(reader, run, place);
  reader.depth--;
  return run.end();
}

function readOne(reader: Reader, run: TextRun, place: Place): void {
  const plain = reader.match(PLAIN);
  if (plain) return run.add(plain[0]);
  if (escaped(reader, run, place) || comment(reader, run)) return;
  const from = reader.at;
  const node = reader.depth > DEEPEST ? null : construct(reader);
  if (node) {
    if (node.kind === 'assign') ownLine(reader, run, from);
    return run.push(node);
  }
  if (reader.at > from) return;
  if (reader.sees('}') && reader.depth === 1) reader.wrong(from, from + 1, 'This } closes nothing. Write \\} for the character.');
  if (reader.sees('{')) reader.wrong(from, from + 1, `Braces lie in each other more than ${DEEPEST} deep.`);
  run.add(reader.text[reader.at++]!);
}

function construct(reader: Reader): Node | null {
  if (reader.sees('${')) return readVariable(reader);
  if (reader.sees('%{')) return readWrap(reader);
  if (reader.sees('{')) return readVariant(reader);
  return reader.sees('__') ? readList(reader) : null;
}

function escaped(reader: Reader, run: TextRun, { ends }: Place): boolean {
  const from = reader.at;
  const found = reader.match(ends.includes(')') ? ESCAPE_IN_ARGUMENT : ESCAPE);
  if (!found) return false;
  reader.mark('escape', from, reader.at);
  run.addEscaped(found[1]!);
  return true;
}

/** `#` and `//` start one only at the start of a line: prompts hold addresses, colours and numbers. */
function comment(reader: Reader, run: TextRun): boolean {
  const from = reader.at;
  if (!reader.sees('#') && !reader.sees('/')) return false;
  const line = reader.startsLine(from) ? reader.match(LINE_COMMENT) : null;
  if (line) run.dropIndent();
  else if (!reader.match(BLOCK_COMMENT)) return false;
  reader.mark('comment', from, reader.at);
  return true;
}

/** An assignment alone on its line takes the line with it: it makes no text. */
function ownLine(reader: Reader, run: TextRun, from: number): void {
  if (!reader.startsLine(from)) return;
  const end = reader.match(REST_OF_LINE);
  if (end) run.dropIndent();
}
