import { Field, FieldError } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { Select } from '../../../components/select.tsx';
import type { Draft } from '../draft/draft.ts';
import { ownZone, START_CHOICES } from './start.ts';

export interface StartProps {
  start: Draft['start'];
  error: string | undefined;
  onChange(start: Draft['start']): void;
}

/** When the batch begins: at once, or by one of the rules. */
export function StartField({ start, error, onChange }: StartProps) {
  return (
    <Field label="Start" className="col-span-2">
      {({ id }) => (
        <Select id={id} value={start.kind} choices={START_CHOICES} invalid={error !== undefined} onChange={(kind) => onChange({ ...start, kind })} />
      )}
    </Field>
  );
}

/** What the chosen rule needs to know, in a line of its own; nothing for those that need nothing. */
export function StartTimes({ start, error, onChange }: StartProps) {
  if (start.kind !== 'at' && start.kind !== 'hours') return null;
  const box = (name: 'at' | 'from' | 'to', label: string, type: 'time' | 'datetime-local') => (
    <Input
      type={type}
      mono
      aria-label={label}
      aria-describedby={error ? 'start-error' : undefined}
      invalid={error !== undefined && start[name] === ''}
      value={start[name]}
      onChange={(event) => onChange({ ...start, [name]: event.target.value })}
    />
  );
  return (
    <div className="col-span-6 flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-2 text-body text-text-2">
        {start.kind === 'at' ? (
          <>Sends nothing before {box('at', 'Start at', 'datetime-local')}</>
        ) : (
          <>
            Sends each day from {box('from', 'From', 'time')} to {box('to', 'To', 'time')}
          </>
        )}
        <span className="text-small text-text-3">{ownZone()}</span>
      </div>
      {error && <FieldError id="start-error">{error}</FieldError>}
    </div>
  );
}
