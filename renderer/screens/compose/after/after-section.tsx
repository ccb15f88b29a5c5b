import { memo } from 'react';
import { ArrowRight, Plus, X } from 'lucide-react';
import { Button, IconButton } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { Field, FieldError } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { Segment } from '../../../components/segment.tsx';
import { Select } from '../../../components/select.tsx';
import type { ModelView } from '../../../../shared/domain.ts';
import { goesBy } from '../../../state/models.ts';
import { changeDraft } from '../draft/draft-store.ts';
import type { Draft } from '../draft/draft.ts';
import { priceAndTime } from '../jobs/cost.ts';
import { readForm } from '../schema/read-form.ts';
import { Section } from '../section.tsx';
import { type After, MOST_STEPS, NOTHING_AFTER, readMore, type Step } from './after.ts';
import { begun, fieldsOf, newStep, takers } from './begin.ts';
import type { Follow } from './follow.ts';

const KINDS = [
  { value: 'nothing', label: 'Nothing' },
  { value: 'line', label: 'Further steps' },
  { value: 'race', label: 'A race' },
] as const;

const DETAILS = {
  nothing: 'each job stands for itself',
  line: 'each starts as the step before it is done',
  race: 'the same prompts and seeds, side by side',
} as const;

const MOST_RIVALS = 5;

export interface AfterSectionProps {
  draft: Draft;
  model: ModelView;
  models: readonly ModelView[];
  follow: Follow;
}

/** What else is made for each job: steps that go on from it, or the same by other models. */
export const AfterSection = memo(function AfterSection({ draft, model, models, follow }: AfterSectionProps) {
  const { after } = draft;
  return (
    <Section
      title="Besides"
      detail={DETAILS[after.kind]}
      aside={<Segment label="Besides each job" value={after.kind} choices={KINDS} onChange={(kind) => set(begun(kind, models))} />}
    >
      {after.kind === 'line' && <Line steps={after.steps} model={model} models={models} />}
      {after.kind === 'race' && <Race ids={after.models} model={model} models={models} />}
      {after.kind === 'nothing' && (
        <p className="text-body text-text-2">What each job makes can go on into further steps, or other models can make the same.</p>
      )}
      {follow.problem !== null && (
        <div className="mt-2">
          <FieldError>{follow.problem}</FieldError>
        </div>
      )}
    </Section>
  );
});

function set(after: After): void {
  changeDraft((draft) => ({ ...draft, after }), 'after');
}

function Line({ steps, model, models }: { steps: readonly Step[]; model: ModelView; models: readonly ModelView[] }) {
  const put = (next: Step[]) => set(next.length === 0 ? NOTHING_AFTER : { kind: 'line', steps: next });
  const able = takers(models);
  if (able.length === 0)
    return <p className="text-body text-text-2">No model is known to take a file. Choose one in the list, and ask the API for its fields.</p>;
  return (
    <ol aria-label="Steps" className="flex flex-col gap-2">
      <StepFrame number={1} title={model.name}>
        <p className="text-small text-text-3">{priceAndTime(model)}</p>
      </StepFrame>
      {steps.map((step, at) => (
        <StepFrame key={at} number={at + 2} title={null} onRemove={() => put(steps.filter((_, place) => place !== at))}>
          <StepForm
            step={step}
            number={at + 2}
            models={able}
            onChange={(change) => put(steps.map((old, place) => (place === at ? { ...old, ...change } : old)))}
          />
        </StepFrame>
      ))}
      <li>
        <Button
          size="small"
          icon={<Plus size={12} aria-hidden />}
          disabledBecause={steps.length >= MOST_STEPS ? `A line has at most ${MOST_STEPS + 1} steps` : undefined}
          onClick={() => put([...steps, newStep(models)])}
        >
          Add a step
        </Button>
      </li>
    </ol>
  );
}

function StepFrame({ number, title, onRemove, children }: { number: number; title: string | null; onRemove?: () => void; children: React.ReactNode }) {
  return (
    <li aria-label={`Step ${number}`} className="flex min-w-0 items-start gap-3 rounded-control bg-panel p-3">
      <span aria-hidden className="mono flex h-7 shrink-0 items-center gap-1 text-text-3">
        {number > 1 && <ArrowRight size={12} />}
        {number}
      </span>
      <div className={cx('min-w-0 flex-1', title !== null && 'flex min-h-7 flex-wrap items-center gap-x-3')}>
        {title !== null && <p className="text-body font-medium">{title}</p>}
        {children}
      </div>
      {onRemove && <IconButton label={`Remove step ${number}`} icon={<X size={14} aria-hidden />} onClick={onRemove} />}
    </li>
  );
}

function StepForm({ step, number, models, onChange }: { step: Step; number: number; models: readonly ModelView[]; onChange(change: Partial<Step>): void }) {
  const model = models.find((one) => goesBy(one, step.model));
  const fields = model ? fieldsOf(model) : [];
  const prompted = model ? readForm(model.inputSchema).prompt !== null : false;
  const badMore = readMore(step.more) === null;
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-2.5">
      <Field label={`Model of step ${number}`} hint={model ? priceAndTime(model).split(' · ')[0] : undefined}>
        {({ id }) => (
          <Select
            id={id}
            value={model?.id ?? ''}
            choices={models.map(({ id: value, name }) => ({ value, label: name }))}
            onChange={(next) => onChange({ model: next, field: fieldsOf(models.find((one) => one.id === next)!)[0] ?? '' })}
          />
        )}
      </Field>
      <Field label={`Takes what step ${number - 1} makes as`}>
        {({ id }) => <Select id={id} value={step.field} choices={fields.map((value) => ({ value, label: value }))} onChange={(field) => onChange({ field })} />}
      </Field>
      {prompted && (
        <Field label={`Prompt of step ${number}`} className="col-span-2">
          {({ id }) => (
            <Input id={id} dir="auto" value={step.prompt} placeholder="the prompt of step 1" onChange={(event) => onChange({ prompt: event.target.value })} />
          )}
        </Field>
      )}
      <Field label={`Other fields of step ${number}, as JSON`} className="col-span-2">
        {({ id }) => (
          <Input
            id={id}
            mono
            invalid={badMore}
            value={step.more}
            placeholder="as the model likes"
            onChange={(event) => onChange({ more: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

function Race({ ids, model, models }: { ids: readonly string[]; model: ModelView; models: readonly ModelView[] }) {
  const put = (next: string[]) => set({ kind: 'race', models: next });
  const rivals = models.filter((one) => one.runnable && one.kind === model.kind && one.id !== model.id && !ids.includes(one.id));
  return (
    <div className="flex flex-col gap-2">
      <ul aria-label="Models of the race" className="flex flex-wrap gap-2">
        <li className="flex h-7 items-center rounded-control bg-panel px-2.5 text-body">{model.name}</li>
        {ids.map((id) => {
          const name = models.find((one) => one.id === id)?.name ?? id;
          return (
            <li key={id} className="flex h-7 items-center rounded-control bg-panel pl-2.5 text-body">
              {name}
              <IconButton label={`Take ${name} out of the race`} icon={<X size={14} aria-hidden />} onClick={() => put(ids.filter((other) => other !== id))} />
            </li>
          );
        })}
      </ul>
      {ids.length < MOST_RIVALS && (
        <Select
          label="Add a model to the race"
          value=""
          choices={[{ value: '', label: 'Add a model …' }, ...rivals.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(id) => id !== '' && put([...ids, id])}
          className="w-64 self-start"
        />
      )}
      <p className="text-small text-text-3">Each takes the prompt, the seed, and of the other fields those it knows.</p>
    </div>
  );
}
