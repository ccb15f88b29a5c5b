import { shown, type VariableField } from './field-values.ts';

/** The values to tick, where a field has a few of its own that hold no comma; null: they are written. */
export function entriesOf(field: VariableField): string[] | null {
  const entries = ownEntries(field);
  return entries === null || entries.length === 0 || entries.some((entry) => /[,;\n]/.test(entry)) ? null : entries;
}

function ownEntries(field: VariableField): string[] | null {
  switch (field.kind) {
    case 'enum':
      return field.options.map((option) => `${option.value}`);
    case 'boolean':
      return [shown(true), shown(false)];
    case 'size':
      return field.custom ? null : field.presets;
    default:
      return null;
  }
}

export function chosenEntries(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The written list with one entry more or fewer, in the order of the choices. */
export function toggled(entries: readonly string[], chosen: readonly string[], entry: string): string {
  const next = new Set(chosen);
  if (!next.delete(entry)) next.add(entry);
  return entries.filter((each) => next.has(each)).join(', ');
}
