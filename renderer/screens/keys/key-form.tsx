import { useState, type SubmitEvent } from 'react';
import type { KeyView } from '../../../shared/domain.ts';
import { BudgetField } from '../../components/budget-field.tsx';
import { Chip } from '../../components/chip.tsx';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { Switch } from '../../components/switch.tsx';
import { useCommand } from '../../state/command.ts';
import { AccountField } from './account-field.tsx';
import { ColourChoice } from './colour-choice.tsx';

/** Name, colour, labels, account, ceiling, on or off. Each is kept as soon as it is changed. */
export function KeyForm({ keyView: key }: { keyView: KeyView }) {
  const update = useCommand('key.update');
  return (
    <section aria-label="Name and labels" className="flex flex-col gap-4 border-b border-line px-6 py-5">
      <NameField key={key.label} label={key.label} onChange={(label) => void update.run({ id: key.id, label })} />
      <Field label="Colour">{({ id }) => <ColourChoice id={id} value={key.colour} onChange={(colour) => void update.run({ id: key.id, colour })} />}</Field>
      <LabelsField labels={key.labels} onChange={(labels) => void update.run({ id: key.id, labels })} />
      <AccountField key={`account ${key.account}`} keyView={key} />
      <BudgetField
        key={`budget ${key.creditBudget?.credits}`}
        label="Credit budget"
        budget={key.creditBudget}
        spent={key.spent}
        onChange={(creditBudget) => void update.run({ id: key.id, creditBudget })}
      />
      <Switch checked={key.state !== 'disabled'} onChange={(enabled) => void update.run({ id: key.id, enabled })}>
        Sends jobs
      </Switch>
    </section>
  );
}

function NameField({ label, onChange }: { label: string; onChange(label: string): void }) {
  const [name, setName] = useState(label);
  const empty = name.trim() === '';
  const keep = () => {
    if (!empty && name.trim() !== label) onChange(name.trim());
  };
  return (
    <Field label="Name" error={empty ? 'A key needs a name' : undefined}>
      {({ id, errorId }) => (
        <Input
          id={id}
          aria-describedby={errorId}
          invalid={empty}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
            if (event.key === 'Escape') setName(label);
          }}
        />
      )}
    </Field>
  );
}

function LabelsField({ labels, onChange }: { labels: readonly string[]; onChange(labels: string[]): void }) {
  const [typed, setTyped] = useState('');
  function add(event: SubmitEvent): void {
    event.preventDefault();
    const label = typed.trim();
    setTyped('');
    if (label !== '' && !labels.includes(label)) onChange([...labels, label]);
  }
  return (
    <Field label="Labels" hint={<span className="plain">batches bound to a label use only these keys</span>}>
      {({ id }) => (
        <form onSubmit={add} className="flex flex-wrap items-center gap-2">
          {labels.map((label) => (
            <Chip key={label} removeLabel={`Take off ${label}`} onRemove={() => onChange(labels.filter((other) => other !== label))}>
              {label}
            </Chip>
          ))}
          <Input id={id} value={typed} maxLength={60} placeholder="Add a label" onChange={(event) => setTyped(event.target.value)} className="w-36" />
        </form>
      )}
    </Field>
  );
}
