import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { Segment } from '../../../components/segment.tsx';
import { Select } from '../../../components/select.tsx';
import type { Composition } from '../use-composition.ts';
import { changeDraft } from '../draft/draft-store.ts';
import type { Draft } from '../draft/draft.ts';
import { Section } from '../section.tsx';
import { KeyLabels } from './key-labels.tsx';
import { RepeatBox } from './repeat-box.tsx';

const PRIORITIES = (['low', 'normal', 'high'] as const).map((value) => ({ value, label: value }));

const LOST: readonly { value: Draft['uncertainRule']; label: string }[] = [
  { value: 'ask', label: 'ask me' },
  { value: 'resubmit', label: 'send again, may cost twice' },
];

const SEEDS: readonly { value: Draft['seeds']; label: string }[] = [
  { value: 'one', label: 'as the seed field says' },
  { value: 'each', label: 'a drawn one for each job' },
];

/** How the jobs go out: name, how often, with which keys, how soon. */
export function BatchSection({ draft, form, name }: Pick<Composition, 'draft' | 'form'> & { name: string }) {
  const set = (change: Partial<Draft>) => changeDraft((before) => ({ ...before, ...change }), Object.keys(change).join());
  return (
    <Section title="Batch" detail="the draft saves itself">
      <div className="grid grid-cols-6 gap-x-4 gap-y-3">
        <Field label="Name" className="col-span-4">
          {({ id }) => (
            <Input id={id} dir="auto" maxLength={200} value={draft.name} placeholder={name} onChange={(event) => set({ name: event.target.value })} />
          )}
        </Field>
        <RepeatBox repeat={draft.repeat} hasSeed={form.seed !== null} onChange={(repeat) => set({ repeat })} />
        <KeyLabels chosen={draft.labels} onChange={(labels) => set({ labels })} />
        <div className="col-span-3 flex flex-col gap-1.5">
          <span className="text-small text-text-3">Priority</span>
          <Segment label="Priority" value={draft.priority} choices={PRIORITIES} onChange={(priority) => set({ priority })} />
        </div>
        {form.seed && (
          <Field label="Seeds" className="col-span-3">
            {({ id }) => <Select id={id} value={draft.seeds} choices={SEEDS} onChange={(seeds) => set({ seeds })} />}
          </Field>
        )}
        <Field label="If an answer is lost" className="col-span-3">
          {({ id }) => <Select id={id} value={draft.uncertainRule} choices={LOST} onChange={(uncertainRule) => set({ uncertainRule })} />}
        </Field>
      </div>
    </Section>
  );
}
