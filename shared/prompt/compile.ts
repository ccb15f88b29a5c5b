import { unreachable } from '../unreachable.ts';
import { choice, isTooMuch } from './choice.ts';
import { linesOf, parseLine, type Lists } from './lists.ts';
import { fixed, get, join, set, wrap, type Space } from './space.ts';
import type { AssignNode, ListNode, Method, Node, PromptError, ReadNode, Span, VariantNode } from './syntax.ts';

/** What a variable is: chosen once and kept, or a template that is looked at anew wherever it is read. */
type Value = { slot: number; space: Space } | { nodes: readonly Node[]; environment: Environment; source: boolean };
type Environment = ReadonlyMap<string, Value>;

/** A part of a template with what it is called: a choice, a variable, a list. */
export interface Part {
  name: string | null;
  space: Space;
}

export interface Compiled {
  parts: Part[];
  errors: PromptError[];
  /** How many values are chosen once. */
  slots: number;
}

/** Spaces a template may come to; beyond it nobody means it, and variables of variables could fill the memory. */
const MOST_SPACES = 300_000;

/** Puts lists and variables in and counts. Mistakes are told at the construct of the template that leads to them. */
export function compile(nodes: readonly Node[], lists: Lists): Compiled {
  const compiler = new Compiler(lists);
  const parts = compiler.parts(nodes);
  return { parts, errors: compiler.errors, slots: compiler.slots };
}

class Compiler {
  readonly errors: PromptError[] = [];
  slots = 0;
  readonly #lists: Lists;
  /** The lists and variables that are being put in, outermost first. */
  readonly #within: string[] = [];
  readonly #known = new WeakMap<Environment, Map<string, Space[]>>();
  /** The construct of the template that is being compiled, whose mistake everything within it is. */
  #place: Span = { from: 0, to: 0 };
  #spaces = 0;

  constructor(lists: Lists) {
    this.#lists = lists;
  }

  parts(nodes: readonly Node[]): Part[] {
    let environment: Environment = new Map();
    const parts: Part[] = [];
    for (const node of nodes) {
      if (node.kind === 'assign') {
        const made = this.#assign(node, environment, true);
        environment = made.environment;
        if (made.space) parts.push({ name: node.name, space: made.space });
      } else parts.push({ name: nameOf(node), space: this.#one(node, environment, true) });
    }
    return parts;
  }

  /** `source`: the nodes stand in the template itself, so that their methods can be changed there. */
  #all(nodes: readonly Node[], environment: Environment, source: boolean): Space {
    const spaces: Space[] = [];
    for (const node of nodes) {
      if (node.kind === 'assign') {
        const made = this.#assign(node, environment, source);
        environment = made.environment;
        if (made.space) spaces.push(made.space);
      } else spaces.push(this.#one(node, environment, source));
    }
    return join(spaces);
  }

  #one(node: Exclude<Node, AssignNode>, environment: Environment, source: boolean): Space {
    if (source && node.kind !== 'text') this.#place = node;
    if (++this.#spaces > MOST_SPACES) return this.#wrong('With its variables and lists put in, this becomes too large.');
    switch (node.kind) {
      case 'text':
        return fixed(node.text);
      case 'variant':
        return this.#variant(node, environment, source);
      case 'list':
        return this.#list(node, environment, { method: node.method, source: source ? node : null });
      case 'read':
        return this.#read(node, environment, source);
      case 'wrap':
        return wrap(this.#all(node.outer, environment, source), this.#all(node.inner, environment, source));
      default:
        return unreachable(node);
    }
  }

  #variant(node: VariantNode, environment: Environment, source: boolean): Space {
    const { least, most } = bounds(node);
    const shared = { method: node.method ?? 'all', least, most, separator: node.separator ?? ', ', source: source ? spanOf(node) : null } as const;
    const list = onlyList(node);
    if (node.bound && list) return this.#list(list, environment, shared);
    return this.#choice({ ...shared, options: node.options.map(({ nodes }) => this.#all(nodes, environment, source)), weights: weightsOf(node.options) });
  }

  #choice(parts: Parameters<typeof choice>[0]): Space {
    if (isTooMuch(parts)) return this.#wrong('Too many different options to take so many of them at once. Take fewer.');
    return choice(parts);
  }

  /** A line of a list; `taken` says how many, where braces around it do. */
  #list(
    node: ListNode,
    environment: Environment,
    taken: { method: Method | null; source: Span | null; least?: number; most?: number; separator?: string },
  ): Space {
    const lines = linesOf(this.#lists, node.name);
    if (!lines) return this.#wrong(`There is no wildcard list “${node.name}”. Make it under Wildcards, or write \\__ for underscores.`);
    if (lines.length === 0) return this.#wrong(`The list “${node.name}” is empty.`);
    const inside = this.#withArguments(node, environment);
    const options = this.#within.includes(`_${node.name}`) ? null : this.#linesOnce(node.name, lines, inside);
    if (!options) return this.#wrong(`The list “${node.name}” leads back to itself.`);
    const { least = 1, most = 1, separator = ', ' } = taken;
    const weights = lines.map((line) => parseLine(line).weight);
    return this.#choice({ method: taken.method ?? 'all', options, weights, least, most, separator, source: taken.source && spanOf(taken.source) });
  }

  #linesOnce(name: string, lines: readonly string[], environment: Environment): Space[] {
    const known = this.#known.get(environment) ?? new Map<string, Space[]>();
    this.#known.set(environment, known);
    const spaces = known.get(name) ?? this.#inside(`_${name}`, () => lines.map((line) => this.#line(name, line, environment)));
    known.set(name, spaces);
    return spaces;
  }

  #line(name: string, text: string, environment: Environment): Space {
    const { nodes, mistake } = parseLine(text);
    if (mistake !== null) return this.#wrong(`In the list “${name}”, at “${text.slice(0, 40)}”: ${mistake}`);
    return this.#all(nodes, environment, false);
  }

  #withArguments({ args }: ListNode, environment: Environment): Environment {
    if (args.length === 0) return environment;
    return new Map([...environment, ...args.map(({ name, nodes }): [string, Value] => [name, { nodes, environment, source: false }])]);
  }

  #assign(node: AssignNode, environment: Environment, source: boolean): { environment: Environment; space: Space | null } {
    if (node.keep && environment.has(node.name)) return { environment, space: null };
    if (!node.once) return { environment: new Map(environment).set(node.name, { nodes: node.nodes, environment, source }), space: null };
    const space = this.#all(node.nodes, environment, source);
    const slot = this.slots++;
    return { environment: new Map(environment).set(node.name, { slot, space }), space: set(slot, space) };
  }

  #read(node: ReadNode, environment: Environment, source: boolean): Space {
    const value = environment.get(node.name);
    if (!value) {
      if (node.otherwise) return this.#all(node.otherwise, environment, source);
      return this.#wrong(`The variable ${node.name} is not set. Set it before with \${${node.name}=…}.`);
    }
    if ('slot' in value) return get(value.slot, value.space);
    return this.#inside(`$${node.name}`, () => this.#all(value.nodes, value.environment, value.source));
  }

  #inside<T>(name: string, work: () => T): T {
    this.#within.push(name);
    const made = work();
    this.#within.pop();
    return made;
  }

  /** Tells a mistake once for each place, and stands in with nothing. */
  #wrong(message: string): Space {
    const { from, to } = this.#place;
    if (!this.errors.some((error) => error.from === from && error.message === message)) this.errors.push({ from, to, message });
    return fixed('');
  }
}

function nameOf(node: Node): string | null {
  if (node.kind === 'read' || node.kind === 'list') return node.name;
  return node.kind === 'variant' ? (onlyList(node)?.name ?? null) : null;
}

/** `{2$$__flavours__}` takes from the list's lines, not from one option. */
function onlyList({ options: [option, ...others] }: VariantNode): ListNode | null {
  const [node, ...rest] = option?.nodes ?? [];
  return node?.kind === 'list' && rest.length === 0 && others.length === 0 ? node : null;
}

function bounds({ bound, options }: VariantNode): { least: number; most: number } {
  if (!bound) return { least: 1, most: 1 };
  const least = bound.min ?? 1;
  return { least, most: Math.max(least, bound.max ?? (options.length === 1 ? Number.MAX_SAFE_INTEGER : options.length)) };
}

function weightsOf(options: readonly { weight: number }[]): number[] {
  return options.map(({ weight }) => weight);
}

function spanOf({ from, to }: Span): Span {
  return { from, to };
}
