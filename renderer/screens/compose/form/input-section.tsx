import { memo } from 'react';
import { Segment } from '../../../components/segment.tsx';
import { changeDraft } from '../draft/draft-store.ts';
import { withBroken, withValue } from '../draft/change.ts';
import { WHOLE, type Draft } from '../draft/draft.ts';
import { withOne, withSeveral, withVaried } from '../matrix/vary.ts';
import type { Form } from '../schema/field.ts';
import { Section } from '../section.tsx';
import { AskFields } from './ask-fields.tsx';
import { JsonView } from './json-view.tsx';
import { SchemaField } from './schema-field.tsx';

const VIEWS = [
  { value: 'form', label: 'Form' },
  { value: 'json', label: 'JSON' },
] as const;

export interface InputSectionProps {
  draft: Draft;
  form: Form;
  modelName: string;
  /** What is wrong, by field, and worth showing now. */
  errors: ReadonlyMap<string, string>;
}

/** Everything the model takes besides its prompt, as a form or as JSON. */
export const InputSection = memo(function InputSection({ draft, form, modelName, errors }: InputSectionProps) {
  const json = draft.view === 'json' || !form.known;
  return (
    <Section
      title="Input"
      detail={form.known ? modelName : 'its fields are not known'}
      aside={
        form.known ? (
          <Segment label="Input view" value={draft.view} choices={VIEWS} onChange={(view) => changeDraft((before) => ({ ...before, view }))} />
        ) : (
          draft.model !== null && <AskFields model={draft.model} />
        )
      }
    >
      {json ? <JsonView draft={draft} form={form} error={errors.get(WHOLE)} /> : <FormFields draft={draft} form={form} errors={errors} />}
    </Section>
  );
});

function FormFields({ draft, form, errors }: Pick<InputSectionProps, 'draft' | 'form' | 'errors'>) {
  if (form.fields.length === 0) return <p className="text-body text-text-2">This model takes nothing but its prompt.</p>;
  return (
    <div className="grid grid-cols-6 gap-x-4 gap-y-3">
      {form.fields.map((field) => (
        <SchemaField
          key={field.name}
          field={field}
          value={Object.hasOwn(draft.values, field.name) ? draft.values[field.name] : undefined}
          error={errors.get(field.name)}
          broken={Object.hasOwn(draft.broken, field.name) ? draft.broken[field.name] : undefined}
          onChange={(value) => changeDraft((before) => withValue(before, field.name, value), field.name)}
          onBroken={(text) => changeDraft((before) => withBroken(before, field.name, text), field.name)}
          varied={Object.hasOwn(draft.varied, field.name) ? draft.varied[field.name] : undefined}
          onVaried={(varied) => changeDraft((before) => withVaried(before, field.name, varied), field.name)}
          onToggle={() => changeDraft((before) => (Object.hasOwn(before.varied, field.name) ? withOne(before, field.name) : withSeveral(before, field)))}
        />
      ))}
    </div>
  );
}
