import { BudgetField } from '../../components/budget-field.tsx';
import { Field } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';
import { useCommand } from '../../state/command.ts';
import { useEngine } from '../../state/engine.tsx';

const FAILING = ['0.1', '0.2', '0.3', '0.5', '0.7', '1'];
const RESERVES = ['0', '0.1', '0.2', '0.3', '0.5'];

/** What the queue may spend, and when it stops to ask. */
export function QueueRules() {
  const settings = useEngine((state) => state.settings);
  const update = useCommand('settings.update');
  if (!settings) return null;
  const { creditsPerDay, failingShare, handReserve } = settings;
  return (
    <div className="flex flex-col gap-5">
      <BudgetField
        key={`day ${creditsPerDay?.credits}`}
        label="Credits a day, with the real API"
        budget={creditsPerDay}
        onChange={(budget) => void update.run({ creditsPerDay: budget })}
      />
      <Field label="Pause a batch and ask">
        {({ id }) => (
          <Select
            id={id}
            value={String(failingShare)}
            choices={withOwn(FAILING, failingShare).map((value) => ({ value, label: failingWords(Number(value)) }))}
            onChange={(value) => void update.run({ failingShare: Number(value) })}
            className="w-100"
          />
        )}
      </Field>
      <Field label="Kept for work composed by hand">
        {({ id }) => (
          <Select
            id={id}
            value={String(handReserve)}
            choices={withOwn(RESERVES, handReserve).map((value) => ({ value, label: reserveWords(Number(value)) }))}
            onChange={(value) => void update.run({ handReserve: Number(value) })}
            className="w-100"
          />
        )}
      </Field>
    </div>
  );
}

/** A share that was set elsewhere is among the choices too. */
function withOwn(values: readonly string[], own: number): string[] {
  return [...new Set([...values, String(own)])].sort((one, other) => Number(one) - Number(other));
}

function failingWords(share: number): string {
  return share >= 1 ? 'never by itself' : `when more than ${Math.round(share * 100)} % of its jobs failed`;
}

function reserveWords(share: number): string {
  return share === 0 ? 'nothing' : `${Math.round(share * 100)} % of each minute, while somebody composes`;
}
