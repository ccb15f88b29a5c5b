import type { ModelInput } from '../../../../shared/domain.ts';
import { escapePrompt } from '../../../../shared/prompt/escape.ts';
import { assemble, keepWhatFits } from '../schema/assemble.ts';
import { checkField } from '../schema/check.ts';
import type { Form } from '../schema/field.ts';
import { readInputText } from '../schema/json-text.ts';
import type { Json } from '../schema/json.ts';
import { WHOLE, type Draft } from './draft.ts';

/** The draft with one field set; undefined takes it back to untouched. */
export function withValue(draft: Draft, name: string, value: Json | undefined): Draft {
  const { [name]: _, ...others } = draft.values;
  const { [name]: __, ...broken } = draft.broken;
  return { ...draft, broken, values: value === undefined ? others : { ...others, [name]: value } };
}

/** The draft with a field's text that does not read as JSON yet. */
export function withBroken(draft: Draft, name: string, text: string): Draft {
  return { ...draft, broken: { ...draft.broken, [name]: text } };
}

/** The draft with the JSON view's text. A prompt in it moves to the prompt editor; a text that does not read changes nothing else. */
export function withInputText(draft: Draft, form: Form, text: string): Draft {
  const read = readInputText(text);
  if (!read.ok) return withBroken(draft, WHOLE, text);
  const { prompt, values } = split(form, read.value);
  return { ...draft, values, broken: {}, prompt: prompt ?? draft.prompt };
}

/** The draft for another model: what fits its form stays. */
export function withModel(draft: Draft, model: string, form: Form): Draft {
  const values = keepWhatFits(form, draft.values, (field, value) => checkField(field, value) === null);
  return { ...draft, model, values, broken: {} };
}

/** A new draft that makes what `input` made: its prompt means itself, whatever characters are in it. */
export function fromInput(empty: Draft, model: string, form: Form, input: ModelInput): Draft {
  const { prompt, values } = split(form, input);
  return { ...empty, model, values, prompt: escapePrompt(prompt ?? '') };
}

/** What the JSON view shows: everything but the prompt. */
export function inputWithoutPrompt(draft: Draft, form: Form): ModelInput {
  return assemble(form, draft.values, '');
}

function split(form: Form, input: ModelInput): { prompt: string | null; values: ModelInput } {
  const name = form.prompt?.name;
  const written = name !== undefined && Object.hasOwn(input, name) ? input[name] : undefined;
  if (name === undefined || typeof written !== 'string') return { prompt: null, values: input };
  const { [name]: _, ...values } = input;
  return { prompt: written, values };
}
