import type { PromptError } from '../../../../shared/prompt/syntax.ts';
import { WHOLE, type Draft } from '../draft/draft.ts';
import { checkField, checkInput } from '../schema/check.ts';
import { ownZone, startOfDraft } from '../batch/start.ts';
import type { Form } from '../schema/field.ts';
import { readInputText } from '../schema/json-text.ts';
import { own } from '../schema/json.ts';
import { MOST_JOBS, type Plan } from './plan.ts';

/** `missing`: nothing was written yet, which is only worth saying once the user wants to queue. */
export interface Problem {
  message: string;
  missing: boolean;
}

/** Names of problems that are no field's. */
export const COUNT = '#';
export const START = '@start';

/** What keeps a plan from being queued, by field name, prompt first. */
export function findProblems(draft: Draft, form: Form, plan: Plan): Map<string, Problem> {
  const first = plan.at(0).input;
  const found = new Map<string, Problem>();
  const wrong = (name: string, message: string, missing = false) => found.set(name, { message, missing });
  for (const [name, message] of checkInput(form, first)) wrong(name, message, own(first, name) === undefined);
  const line = wrongPrompt(form, plan);
  if (form.prompt && line) wrong(form.prompt.name, line);
  for (const [name, message] of plan.fields.errors) wrong(name, message);
  if (form.prompt && plan.prompts.errors[0]) wrong(form.prompt.name, syntaxWords(draft.prompt, plan.prompts.errors[0]));
  if (!form.known && Object.keys(first).length === 0) wrong('prompt', 'prompt: write one, or the input as JSON', true);
  for (const [name, text] of Object.entries(draft.broken)) wrong(name, name === WHOLE ? brokenWords(text) : `${name}: not valid JSON yet`);
  const start = startOfDraft(draft.start, ownZone());
  if (!start.ok) wrong(START, start.message);
  if (plan.count > MOST_JOBS)
    wrong(COUNT, `At most ${MOST_JOBS.toLocaleString()} jobs a batch, these are ${plan.count.toLocaleString()}. Draw a sample of them.`);
  return found;
}

/** `Line 2, column 7: This { is not closed.` The line goes without saying where there is one. */
function syntaxWords(text: string, { from, message }: PromptError): string {
  const before = text.slice(0, from).split('\n');
  const column = `column ${(before.at(-1)?.length ?? 0) + 1}`;
  return text.includes('\n') ? `Line ${before.length}, ${column}: ${message}` : `Column ${column.slice('column '.length)}: ${message}`;
}

/** So many prompts are looked at where one may be too long; the engine looks at all. */
const LOOKED_AT = 1_000;

/** The first prompt of several that does not fit. */
function wrongPrompt(form: Form, plan: Plan): string | null {
  const { prompt } = form;
  if (!prompt || plan.count === 1 || prompt.maxLength === null || plan.prompts.longest <= prompt.maxLength) return null;
  for (let index = 0; index < Math.min(plan.count, LOOKED_AT); index++) {
    const wrong = checkField(prompt, plan.at(index).prompt);
    if (wrong !== null) return `${wrong}, in job ${index + 1}`;
  }
  return null;
}

function brokenWords(text: string): string {
  const read = readInputText(text);
  return read.ok ? 'Not valid JSON' : read.message;
}
