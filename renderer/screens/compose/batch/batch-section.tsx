import { memo } from 'react';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { Segment } from '../../../components/segment.tsx';
import { Select } from '../../../components/select.tsx';
import type { Composition } from '../use-composition.ts';
import { changeDraft } from '../draft/draft-store.ts';
import type { Draft } from '../draft/draft.ts';
import { KeptWords } from '../draft/kept-words.tsx';
import { START } from '../jobs/problems.ts';
import { Section } from '../section.tsx';
import { KeyLabels } from './key-labels.tsx';
import { NumberBox } from './number-box.tsx';
import { RepeatBox } from './repeat-box.tsx';
import { StartField, StartTimes } from './start-field.tsx';

const PRIORITIES = (['low', 'normal', 'high'] as const).map((value) => ({ value, label: value }));

const LOST: readonly { value: Draft['uncertainRule']; label: string }[] = [
  { value: 'ask', label: 'ask me' },
  { value: 'resubmit', label: 'send again, may cost twice' },
];

const SEEDS: readonly { value: Draft['seeds']; label: string }[] = [
  { value: 'one', label: 'as the seed field says' },
  { value: 'each', label: 'a drawn one for each job' },
];

export type BatchSectionProps = Pick<Composition, 'draft' | 'form' | 'errors' | 'model'> & { name: string };

/** How the jobs go out: name, keys, when, how carefully, how often. */
export const BatchSection = memo(function BatchSection({ draft, form, errors, model, name }: BatchSectionProps) {
  const set = (change: Partial<Draft>) => changeDraft((before) => ({ ...before, ...change }), Object.keys(change).join());
  const start = { start: draft.start, error: errors.get(START), onChange: (next: Draft['start']) => set({ start: next }) };
  return (
    <Section title="Batch" aside={<KeptWords />}>
      <div className="grid grid-cols-6 gap-x-4 gap-y-3">
        <Field label="Name" className="col-span-3">
          {({ id }) => (
            <Input id={id} dir="auto" maxLength={200} value={draft.name} placeholder={name} onChange={(event) => set({ name: event.target.value })} />
          )}
        </Field>
        <KeyLabels chosen={draft.labels} onChange={(labels) => set({ labels })} />
        <StartField {...start} />
        <NumberBox
          label="Try first"
          value={draft.tryFirst}
          unit="jobs, then ask me"
          placeholder="all at once"
          most={100_000}
          onChange={(tryFirst) => set({ tryFirst })}
        />
        <NumberBox
          label="Never spend over"
          value={draft.creditBudget}
          unit="credits"
          placeholder="no ceiling"
          most={1_000_000_000}
          whole={false}
          hint={draft.creditBudget !== null && model?.creditsPerRun === null ? <span className="text-unsure-text">cost unknown: they wait</span> : undefined}
          onChange={(creditBudget) => set({ creditBudget })}
        />
        <StartTimes {...start} />
        <div className="col-span-2 flex flex-col gap-1.5">
          <span className="text-small text-text-3">Priority</span>
          <Segment label="Priority" value={draft.priority} choices={PRIORITIES} onChange={(priority) => set({ priority })} />
        </div>
        <Field label="If an answer is lost" className="col-span-2">
          {({ id }) => <Select id={id} value={draft.uncertainRule} choices={LOST} onChange={(uncertainRule) => set({ uncertainRule })} />}
        </Field>
        <NumberBox
          label="Pause after"
          value={draft.stopAfter}
          unit="failures of one kind"
          placeholder="half of ten fail"
          most={10_000}
          onChange={(stopAfter) => set({ stopAfter })}
        />
        <RepeatBox repeat={draft.repeat} hasSeed={form.seed !== null} onChange={(repeat) => set({ repeat })} />
        {form.seed && (
          <Field label="Seeds" className="col-span-4">
            {({ id }) => <Select id={id} value={draft.seeds} choices={SEEDS} onChange={(seeds) => set({ seeds })} />}
          </Field>
        )}
      </div>
    </Section>
  );
});
