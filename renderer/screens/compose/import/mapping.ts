import type { Form } from '../schema/field.ts';

/** The field each column goes to; columns that go nowhere are not in it. */
export type Mapping = Readonly<Record<string, string>>;

/** Names under which people keep prompts. */
const PROMPT_NAMES = ['prompt', 'text', 'prompts', 'line', 'description'];

/** Every field a column can go to, the prompt first. */
export function targetsOf(form: Form): string[] {
  const fields = form.fields.map((field) => field.name);
  return form.prompt ? [form.prompt.name, ...fields] : fields;
}

/** Columns that are named like a field go there, whatever their case and blanks; one that is named like a prompt goes to the prompt. */
export function guessMapping(columns: readonly string[], form: Form): Mapping {
  const targets = targetsOf(form);
  const mapping: Record<string, string> = {};
  const taken = new Set<string>();
  const give = (column: string, field: string | undefined) => {
    if (field === undefined || taken.has(field) || Object.hasOwn(mapping, column)) return;
    mapping[column] = field;
    taken.add(field);
  };
  for (const column of columns)
    give(
      column,
      targets.find((field) => plain(field) === plain(column)),
    );
  for (const column of columns) if (PROMPT_NAMES.includes(plain(column))) give(column, form.prompt?.name);
  return mapping;
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** The mapping with one column sent elsewhere, or nowhere (''); a field takes one column. */
export function withTarget(mapping: Mapping, column: string, field: string): Mapping {
  const others = Object.entries(mapping).filter(([name, target]) => name !== column && target !== field);
  return Object.fromEntries(field === '' ? others : [...others, [column, field]]);
}
