import { parsePrompt } from './parse.ts';
import type { Node } from './syntax.ts';

/** The lists a template may name: their lines, by name. */
export type Lists = ReadonlyMap<string, readonly string[]>;

export const NO_LISTS: Lists = new Map();

/** A line of a list: a template of its own, and its weight among the others. */
export interface Line {
  weight: number;
  nodes: Node[];
  /** The line does not read: its first mistake. */
  mistake: string | null;
}

/** The lines of every list a name means, each once; `*` stands for any part of a name. null: there is no such list. */
export function linesOf(lists: Lists, name: string): string[] | null {
  const wanted = cleaned(name);
  const names = wanted.includes('*') ? [...lists.keys()].filter(matcher(wanted)).sort() : [...lists.keys()].filter((each) => cleaned(each) === wanted);
  if (names.length === 0) return null;
  return [...new Set(names.flatMap((each) => lists.get(each) ?? []))];
}

/** Names are paths: separators are single slashes, and none at the ends. */
function cleaned(name: string): string {
  return name
    .trim()
    .replace(/[\\/]+/g, '/')
    .replace(/^\/|\/$/g, '');
}

/** `*` within a folder, `**` through folders. */
function matcher(pattern: string): (name: string) => boolean {
  const parts = pattern.split(/(\*\*|\*)/).map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')));
  const expression = new RegExp(`^${parts.join('')}$`);
  return (name) => expression.test(cleaned(name));
}

const WEIGHT = /^\s*(\d+\.?\d*|\.\d+)::/;
const parsed = new Map<string, Line>();
const MOST_REMEMBERED = 20_000;

/** A line as a template. Remembered: lists change seldom, and are compiled at every key press. */
export function parseLine(text: string): Line {
  const known = parsed.get(text);
  if (known) return known;
  const weight = WEIGHT.exec(text);
  const { nodes, errors } = parsePrompt(weight ? text.slice(weight[0].length) : text);
  const line = { weight: weight ? Number(weight[1]) : 1, nodes, mistake: errors[0]?.message ?? null };
  if (parsed.size >= MOST_REMEMBERED) parsed.clear();
  parsed.set(text, line);
  return line;
}

/** A list's text as its lines: blanks trimmed, empty lines and comments (`#` in front) left out, as in the reference's text files. */
export function listLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
