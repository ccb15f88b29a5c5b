import { WHOLE, type Draft } from '../draft/draft.ts';
import { checkField, checkInput } from '../schema/check.ts';
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

/** What keeps a plan from being queued, by field name, prompt first. */
export function findProblems(draft: Draft, form: Form, plan: Plan): Map<string, Problem> {
  const first = plan.at(0).input;
  const found = new Map<string, Problem>();
  const wrong = (name: string, message: string, missing = false) => found.set(name, { message, missing });
  for (const [name, message] of checkInput(form, first)) wrong(name, message, own(first, name) === undefined);
  const line = wrongLine(form, plan);
  if (form.prompt && line) wrong(form.prompt.name, line);
  if (!form.known && Object.keys(first).length === 0) wrong('prompt', 'prompt: write one, or the input as JSON', true);
  for (const [name, text] of Object.entries(draft.broken)) wrong(name, name === WHOLE ? brokenWords(text) : `${name}: not valid JSON yet`);
  if (plan.count > MOST_JOBS) wrong(COUNT, `At most ${MOST_JOBS.toLocaleString()} jobs a batch, these are ${plan.count.toLocaleString()}`);
  return found;
}

/** The first prompt of several that does not fit. */
function wrongLine(form: Form, plan: Plan): string | null {
  const { prompt } = form;
  if (!prompt || plan.prompts.length === 1) return null;
  const at = plan.prompts.findIndex((line) => checkField(prompt, line) !== null);
  return at < 0 ? null : `${checkField(prompt, plan.prompts[at])}, in job ${at + 1}`;
}

function brokenWords(text: string): string {
  const read = readInputText(text);
  return read.ok ? 'Not valid JSON' : read.message;
}
