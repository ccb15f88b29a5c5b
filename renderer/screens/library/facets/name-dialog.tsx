import { useState, type FormEvent } from 'react';
import { AppError } from '../../../../shared/errors.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';

export interface NameDialogProps {
  open: boolean;
  title: string;
  /** What it is about, in mono: a search. */
  note?: string;
  action: string;
  /** To begin with. */
  name: string;
  onClose(): void;
  /** Rejects with an AppError, which is shown in place. */
  onName(name: string): Promise<unknown>;
}

/** Asks for the name of a collection. */
export function NameDialog(props: NameDialogProps) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title={props.title}>
      <NameForm {...props} />
    </Dialog>
  );
}

function NameForm({ note, action, name: first, onClose, onName }: NameDialogProps) {
  const [name, setName] = useState(first);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const empty = name.trim() === '';

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (empty || busy) return;
    setBusy(true);
    try {
      await onName(name.trim());
      onClose();
    } catch (thrown) {
      setError(AppError.from(thrown).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {note !== undefined && (
        <p dir="auto" className="mono rounded-control bg-well px-2.5 py-2 text-small break-words text-text-2">
          {note}
        </p>
      )}
      <Field label="Name" error={error ?? undefined}>
        {({ id, errorId }) => (
          <Input
            id={id}
            dir="auto"
            maxLength={200}
            aria-describedby={errorId}
            invalid={error !== null}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              setError(null);
            }}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy} disabledBecause={empty ? 'It needs a name' : undefined}>
          {action}
        </Button>
      </div>
    </form>
  );
}
