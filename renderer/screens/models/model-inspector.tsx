import { SquarePen } from 'lucide-react';
import { useMemo } from 'react';
import type { ModelView } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { Facts, Inspector, InspectorSection } from '../../components/inspector.tsx';
import { scoreOf, scoreWords, useScores } from '../../state/scores.ts';
import { composeWith } from '../compose/draft/reuse.ts';
import { notRunnableBecause, priceAndTime } from '../compose/jobs/cost.ts';
import type { Field } from '../compose/schema/field.ts';
import { readForm } from '../compose/schema/read-form.ts';
import { fallbackWords, fieldKindWords } from './field-kind-words.ts';
import { sourceWords } from './model-table.tsx';

/** A model: what it is, and what it takes. */
export function ModelInspector({ model, onClose }: { model: ModelView; onClose(): void }) {
  const off = notRunnableBecause(model);
  const scores = useScores();
  return (
    <Inspector label="Model" onClose={onClose}>
      <InspectorSection>
        <h2 className="pr-8 text-title font-semibold">{model.name}</h2>
        <p className="text-small text-text-3">{priceAndTime(model)}</p>
        {model.description && <p className="text-body text-text-2">{model.description}</p>}
        <Button
          look="primary"
          className="mt-1 self-start"
          icon={<SquarePen size={14} strokeWidth={1.5} aria-hidden />}
          disabledBecause={off === null ? undefined : `${model.name} cannot be run: ${off}`}
          onClick={() => composeWith(model)}
        >
          Compose with it
        </Button>
      </InspectorSection>
      <InspectorSection>
        <Facts
          rows={[
            { name: 'Id', value: <span className="mono">{model.id}</span> },
            ...(model.aliases.length === 0 ? [] : [{ name: 'Also', value: <span className="mono">{model.aliases.join(', ')}</span> }]),
            ...(model.category === null ? [] : [{ name: 'Category', value: model.category }]),
            ...(model.provider === null ? [] : [{ name: 'Provider', value: model.provider }]),
            { name: 'Your stars', value: scoreWords(scoreOf(scores, model)) },
            { name: 'Known from', value: sourceWords(model) },
          ]}
        />
      </InspectorSection>
      <InputFields schema={model.inputSchema} />
    </Inspector>
  );
}

function InputFields({ schema }: { schema: ModelView['inputSchema'] }) {
  const form = useMemo(() => readForm(schema), [schema]);
  const fields: Field[] = form.known ? [...(form.prompt ? [form.prompt] : []), ...form.fields] : [];
  return (
    <InspectorSection title="What it takes">
      {fields.length === 0 && <p className="text-body text-text-2">The API has not told. Compose offers a prompt and raw JSON.</p>}
      <ul className="flex flex-col gap-2.5">
        {fields.map((field) => (
          <FieldLine key={field.name} field={field} />
        ))}
      </ul>
    </InspectorSection>
  );
}

function FieldLine({ field }: { field: Field }) {
  const fallback = fallbackWords(field);
  return (
    <li>
      <p className="flex items-baseline gap-2">
        <span className="mono min-w-0 text-body break-words text-text">{field.name}</span>
        {field.required && <span className="text-small text-text-3">needed</span>}
        {fallback !== null && (
          <span className="min-w-0 truncate text-small text-text-3">
            else <span className="mono">{fallback}</span>
          </span>
        )}
      </p>
      <p className="text-small break-words text-text-2">{fieldKindWords(field)}</p>
      {field.description && <p className="text-small break-words text-text-3">{field.description}</p>}
    </li>
  );
}
