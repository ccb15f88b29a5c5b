import type { BatchFile } from '../../../../shared/batch-file.ts';
import { inputKey } from '../../../../shared/matrix/input-key.ts';
import { escapePrompt } from '../../../../shared/prompt/escape.ts';
import { draftStart } from '../batch/start.ts';
import { emptyDraft, type Draft } from '../draft/draft.ts';
import type { Form } from '../schema/field.ts';

/** A draft for jobs that a file tells one by one: where they are of one model and differ in nothing but the prompt. null: no draft stands for them. */
export function draftOfRows(batch: BatchFile, form: Form, seedStart: number): Draft | null {
  const [first] = batch.jobs;
  const field = form.prompt?.name;
  if (!first || field === undefined) return null;
  const prompts: string[] = [];
  const rest = new Set<string>();
  for (const { model, input } of batch.jobs) {
    const { [field]: prompt, ...values } = input;
    if (model !== first.model || typeof prompt !== 'string' || /\n/.test(prompt)) return null;
    prompts.push(escapePrompt(prompt));
    rest.add(inputKey(values));
  }
  if (rest.size > 1) return null;
  const { [field]: _, ...values } = first.input;
  return { ...withRules(emptyDraft(seedStart), batch), model: first.model, prompt: prompts.join('\n'), linewise: prompts.length > 1, values };
}

/** The draft, sent as the file says. */
export function withRules(draft: Draft, { name, priority, labels, uncertainRule, start, tryFirst, creditBudget, stopAfter, reuse }: BatchFile): Draft {
  return {
    ...draft,
    name,
    labels,
    uncertainRule,
    tryFirst,
    stopAfter,
    leaveOut: reuse,
    creditBudget: creditBudget && creditBudget.credits > 0 ? creditBudget.credits : null,
    start: draftStart(start, draft.start),
    priority: priority > 0 ? 'high' : priority < 0 ? 'low' : 'normal',
  };
}
