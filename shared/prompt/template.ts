import { compile, type Part } from './compile.ts';
import type { Lists } from './lists.ts';
import { parsePrompt } from './parse.ts';
import { Job, render } from './render.ts';
import { capped, type Space } from './space.ts';
import type { Mark, Method, PromptError, Span } from './syntax.ts';

/** Something of a template that differs from job to job. */
export interface Axis {
  /** The variable's or the list's name; choices without one are counted: `choice 1`. */
  name: string;
  method: Method;
  /** How many values it has, whatever its method. */
  values: bigint;
  /** How many the jobs are multiplied by: `values`, or 1 where they run in order or are drawn. */
  size: bigint;
  /** `size` as a number, capped where numbers stop being exact. */
  reach: number;
  /** Where its method can be written; null: it is made of several choices, or stands in a list. */
  source: Span | null;
}

/** What one job picked, by axis. */
export type Picks = Readonly<Record<string, string>>;

/** A template that was read: what it becomes, and what is wrong with it. */
export interface Template {
  text: string;
  errors: readonly PromptError[];
  marks: readonly Mark[];
  axes: readonly Axis[];
  /** The most UTF-16 units a prompt of it has. */
  longest: number;
  /** The prompt with these values: `digits` by axis, each below its `reach`; `number` and `seed` decide what runs in order or is drawn. */
  prompt(digits: readonly number[], number: number, seed: number): string;
  /** The same with what it picked. */
  pick(digits: readonly number[], number: number, seed: number): { prompt: string; picks: Picks };
  /** The first values of an axis, at most so many. */
  values(axis: number, most: number): string[];
}

/** Reads a template with the user's lists. Never throws: mistakes are in `errors`, and what is wrong becomes nothing. */
export function readTemplate(text: string, lists: Lists): Template {
  const { nodes, errors, marks } = parsePrompt(text);
  const compiled = compile(nodes, lists);
  const { parts } = compiled;
  const at = parts.flatMap(({ space }, index) => (isAxis(space) ? [index] : []));
  const axes = named(at.map((index) => parts[index]!));
  return {
    text,
    errors: [...errors, ...compiled.errors].sort((one, other) => one.from - other.from),
    marks,
    axes,
    longest: parts.reduce((sum, { space }) => sum + space.longest, 0),
    prompt: (digits, number, seed) => promptOf(parts, at, digits, new Job(number, seed)),
    pick: (digits, number, seed) => pick(parts, at, axes, digits, new Job(number, seed)),
    values: (axis, most) => valuesOf(parts[at[axis]!]!.space, most),
  };
}

function promptOf(parts: readonly Part[], at: readonly number[], digits: readonly number[], job: Job): string {
  let text = '';
  let axis = 0;
  for (let index = 0; index < parts.length; index++) text += render(parts[index]!.space, index === at[axis] ? digits[axis++]! : 0, job);
  return text.trim();
}

function pick(parts: readonly Part[], at: readonly number[], axes: readonly Axis[], digits: readonly number[], job: Job): { prompt: string; picks: Picks } {
  const picks: { [name: string]: string } = {};
  let prompt = '';
  let axis = 0;
  for (let index = 0; index < parts.length; index++) {
    const { space } = parts[index]!;
    const text = render(space, index === at[axis] ? digits[axis]! : 0, job);
    if (index === at[axis]) put(picks, axes[axis++]!.name, pickedBy(space, text, job));
    prompt += text;
  }
  return { prompt: prompt.trim(), picks };
}

/** A variable may have the one name that an assignment takes for something else. */
function put(picks: { [name: string]: string }, name: string, value: string): void {
  if (name === '__proto__') Object.defineProperty(picks, name, { value, enumerable: true, configurable: true, writable: true });
  else picks[name] = value;
}

/** What was chosen once makes no text where it is set. */
function pickedBy(space: Space, text: string, job: Job): string {
  return space.kind === 'set' ? (job.slots[space.slot] ?? '') : text;
}

function isAxis(space: Space): boolean {
  return space.kind !== 'fixed' && space.kind !== 'get' && valueCount(space) !== 1n;
}

/** How many texts a space has, as if everything in it that is no part of something else ran over all. */
function valueCount(space: Space): bigint {
  if (space.kind === 'choice') return space.inner;
  if (space.kind === 'set') return valueCount(space.value);
  if (space.kind === 'join') return space.parts.reduce((product, part) => product * valueCount(part), 1n);
  return space.kind === 'wrap' ? valueCount(space.outer) * valueCount(space.inner) : space.size;
}

function named(parts: readonly Part[]): Axis[] {
  const taken = new Map<string, number>();
  let unnamed = 0;
  return parts.map(({ name, space }) => {
    const wanted = name ?? `choice ${++unnamed}`;
    const times = (taken.get(wanted) ?? 0) + 1;
    taken.set(wanted, times);
    return { name: times === 1 ? wanted : `${wanted} ${times}`, ...aboutOf(space) };
  });
}

function aboutOf(space: Space): Omit<Axis, 'name'> {
  const one = space.kind === 'set' ? space.value : space;
  const shared = { values: valueCount(space), size: space.size, reach: space.reach };
  return one.kind === 'choice' ? { ...shared, method: one.method, source: one.source } : { ...shared, method: 'all', source: null };
}

/** Of a choice whatever its method: the same with every value in its order. */
function valuesOf(space: Space, most: number): string[] {
  const one = space.kind === 'set' ? space.value : space;
  const open = one.kind === 'choice' ? ({ ...one, method: 'all', size: one.inner, reach: one.innerReach } as const) : one;
  const count = Math.min(most, capped(open.size));
  return Array.from({ length: count }, (_, index) => render(open, index, new Job(index, 0)));
}
