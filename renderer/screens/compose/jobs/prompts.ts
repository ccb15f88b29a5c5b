import { axesOf } from '../../../../shared/matrix/enumerate.ts';
import type { MatrixAxis } from '../../../../shared/matrix/matrix.ts';
import type { Lists } from '../../../../shared/prompt/lists.ts';
import type { PromptError } from '../../../../shared/prompt/syntax.ts';
import { readTemplate, type Axis, type Picks, type Template } from '../../../../shared/prompt/template.ts';
import type { Draft } from '../draft/draft.ts';
import type { Form } from '../schema/field.ts';

/** Where a plan's prompts come from: a template, or plain lines of which each job takes one. */
export interface PromptSource {
  axes: readonly MatrixAxis[];
  /** The names of the axes that a job's picks are told by; plain lines have none. */
  names: readonly string[];
  /** The text of the template, for what a job remembers; null: nothing of it varies. */
  template: string | null;
  prompt(digits: readonly number[], number: number, seed: number): string;
  /** The same with what it picked. */
  pick(digits: readonly number[], number: number, seed: number): { prompt: string; picks: Picks };
}

export interface Prompts {
  sources: readonly PromptSource[];
  /** What the editor shows as rows: the axes of the one template. Of several lines, which differ, none. */
  axes: readonly Axis[];
  template: Template | null;
  /** Written lines, where each is a prompt of its own. */
  lines: number;
  /** Mistakes, with positions in the whole text. */
  errors: readonly PromptError[];
  /** The most UTF-16 units a prompt has. */
  longest: number;
}

/** Reads the prompt of a draft: as one template, or each line as one. */
export function readPrompts(draft: Pick<Draft, 'prompt' | 'linewise'>, form: Form, lists: Lists): Prompts {
  if (!form.prompt) return { sources: [plain([''])], axes: [], template: null, lines: 1, errors: [], longest: 0 };
  return draft.linewise ? readLines(draft.prompt, lists) : readWhole(draft.prompt, lists);
}

function readWhole(text: string, lists: Lists): Prompts {
  const template = cached(text, lists);
  const { axes, errors, longest } = template;
  return { sources: [sourceOf(template)], axes, template, lines: 1, errors, longest };
}

function readLines(text: string, lists: Lists): Prompts {
  const templates: Template[] = [];
  const errors: PromptError[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    const template = cached(line, lists);
    for (const error of template.errors) errors.push({ ...error, from: error.from + from, to: error.to + from });
    if (template.longest > 0 && line.trim() !== '') templates.push(template);
    from += line.length + 1;
  }
  return { ...gathered(templates), axes: [], template: null, errors, lines: Math.max(1, templates.length) };
}

function gathered(templates: readonly Template[]): Pick<Prompts, 'sources' | 'longest'> {
  const longest = templates.reduce((most, template) => Math.max(most, template.longest), 0);
  const varies = templates.some((template) => template.axes.length > 0);
  const sources = varies ? templates.map(sourceOf) : [plain(templates.length > 0 ? templates.map((template) => template.prompt([], 0, 0)) : [''])];
  return { sources, longest };
}

function sourceOf(template: Template): PromptSource {
  return {
    axes: axesOf(template),
    names: template.axes.map((axis) => axis.name),
    template: template.axes.length > 0 ? template.text : null,
    prompt: template.prompt,
    pick: template.pick,
  };
}

function plain(lines: readonly string[]): PromptSource {
  const axes: MatrixAxis[] = lines.length > 1 ? [{ method: 'all', values: lines.length, reach: lines.length }] : [];
  const prompt = (digits: readonly number[]) => lines[digits[0] ?? 0] ?? '';
  return { axes, names: [], template: null, prompt, pick: (digits) => ({ prompt: prompt(digits), picks: {} }) };
}

const MOST_KEPT = 3_000;
let kept: { lists: Lists; templates: Map<string, Template> } | null = null;

/** A template read once for a text: of thousands of lines, a key press changes one. */
function cached(text: string, lists: Lists): Template {
  if (kept?.lists !== lists || kept.templates.size > MOST_KEPT) kept = { lists, templates: new Map() };
  const found = kept.templates.get(text) ?? readTemplate(text, lists);
  kept.templates.set(text, found);
  return found;
}
