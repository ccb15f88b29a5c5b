/**
 * What a prompt template is made of, after the grammar of the dynamic-prompts extension (`docs/prompt-language.md` says what differs).
 * Positions are UTF-16 offsets into the text that was parsed.
 */

export interface Span {
  from: number;
  to: number;
}

/** How a choice runs over its values: every one, the next one for each job, or a drawn one for each job. Written `!`, `@`, `~`. */
export type Method = 'all' | 'order' | 'random';

export const METHOD_SIGNS: Readonly<Record<Method, string>> = { all: '!', order: '@', random: '~' };

/** How many options are taken at once; null: as few (one) or as many as there are. */
export interface Bound {
  min: number | null;
  max: number | null;
}

export interface Option {
  /** Relative to the other options of its choice; counts where values are drawn. */
  weight: number;
  nodes: Node[];
}

/** `{red|2::green}`, `{@a|b}`, `{1-2$$ and $$a|b}`. */
export interface VariantNode extends Span {
  kind: 'variant';
  /** null: not said, which is `all`. */
  method: Method | null;
  bound: Bound | null;
  /** null: not said, which is a comma and a space. */
  separator: string | null;
  options: Option[];
}

/** `__animal__`, `__~birds/*__`, `__coat(colour=red)__`: one line of a list the user keeps. */
export interface ListNode extends Span {
  kind: 'list';
  method: Method | null;
  name: string;
  args: { name: string; nodes: Node[] }[];
}

/** `${x=…}`; `once` (`=!`): chosen once and the same wherever it is read; `keep` (`?=`): only where it is not set yet. */
export interface AssignNode extends Span {
  kind: 'assign';
  name: string;
  keep: boolean;
  once: boolean;
  nodes: Node[];
}

/** `${x}`, `${x:otherwise}`. */
export interface ReadNode extends Span {
  kind: 'read';
  name: string;
  otherwise: Node[] | null;
}

/** `%{a photo of …, sharp$$a fox}`: the first text around the second, which goes where the dots are. */
export interface WrapNode extends Span {
  kind: 'wrap';
  outer: Node[];
  inner: Node[];
}

export interface TextNode {
  kind: 'text';
  text: string;
}

export type Node = TextNode | VariantNode | ListNode | AssignNode | ReadNode | WrapNode;

/** Something the writer has to mend, in words, and where. */
export interface PromptError extends Span {
  message: string;
}

/** What to show of the syntax: `variant`, `list`, `variable` cover a whole construct, `sign` its braces, bars, bounds and weights. */
export interface Mark extends Span {
  kind: 'variant' | 'list' | 'variable' | 'sign' | 'comment' | 'escape';
}

export interface Parsed {
  nodes: Node[];
  errors: PromptError[];
  marks: Mark[];
}
