import { parsePrompt } from '../../../../shared/prompt/parse.ts';
import type { Mark, PromptError } from '../../../../shared/prompt/syntax.ts';
import { highlight, shifted, type Run } from './highlight.ts';

/**
 * How a prompt looks. Read anew here, and not taken from the plan, which follows a moment later: marks must fit the letters as they are
 * typed. `known`: the plan's mistakes, shown where they are about the very same text.
 */
export function shadeLines(text: string, linewise: boolean, known: { text: string; errors: readonly PromptError[] }): Run[][] {
  const marks = linewise ? marksOfLines(text) : parsePrompt(text).marks;
  return highlight(text, marks, known.text === text ? known.errors : []);
}

function marksOfLines(text: string): Mark[] {
  const marks: Mark[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    marks.push(...shifted(parsePrompt(line).marks, from));
    from += line.length + 1;
  }
  return marks;
}
