import type { Mark, Span } from '../../../../shared/prompt/syntax.ts';

/** What is shown of the syntax, and where a mistake is. */
export type Shade = Mark['kind'] | 'error';

/** A run of text within a line that looks the same throughout. */
export interface Run {
  text: string;
  shades: readonly Shade[];
}

/** A text cut into lines, and those into runs. Marks may lie in each other: the outer one first. */
export function highlight(text: string, marks: readonly Mark[], errors: readonly Span[]): Run[][] {
  const shaded: { from: number; to: number; shade: Shade }[] = [
    ...marks.map(({ from, to, kind }) => ({ from, to, shade: kind })),
    ...errors.map(({ from, to }) => ({ from, to, shade: 'error' as const })),
  ];
  const edges = [...new Set(shaded.flatMap(({ from, to }) => [from, to]).filter((at) => at > 0 && at < text.length))].sort((one, other) => one - other);
  const lines: Run[][] = [[]];
  const order = shaded.toSorted((one, other) => one.from - other.from || other.to - one.to);
  let open: typeof shaded = [];
  let next = 0;
  let start = 0;
  for (const end of [...edges, text.length]) {
    open = open.filter(({ to }) => to > start);
    while (next < order.length && order[next]!.from <= start) open.push(order[next++]!);
    addRun(lines, text.slice(start, end), [...new Set(open.filter(({ to }) => to >= end).map(({ shade }) => shade))]);
    start = end;
  }
  return lines;
}

function addRun(lines: Run[][], text: string, shades: readonly Shade[]): void {
  text.split('\n').forEach((part, at) => {
    if (at > 0) lines.push([]);
    if (part !== '') lines.at(-1)!.push({ text: part, shades });
  });
}

/** Marks of each line of a text by themselves, put where they are in the whole. */
export function shifted<T extends Span>(spans: readonly T[], by: number): T[] {
  return spans.map((span) => ({ ...span, from: span.from + by, to: span.to + by }));
}
