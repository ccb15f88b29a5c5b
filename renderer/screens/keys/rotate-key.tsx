import { useState, type SubmitEvent } from 'react';
import type { KeyView } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { showToast } from '../../components/toasts.ts';
import { useCommand } from '../../state/command.ts';

/** A new secret for the same key: name, labels, history and what was learned stay. The secret lives in this field only, and is gone once sent. */
export function RotateKey({ keyView: key, onClose }: { keyView: KeyView; onClose(): void }) {
  const rotate = useCommand('key.rotate', true);
  const [secret, setSecret] = useState('');
  async function run(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const answer = await rotate.run({ id: key.id, secret: secret.trim() });
    if (!answer) return;
    setSecret('');
    showToast({ glyph: 'done', title: `${key.label} has another secret`, detail: 'Its name, labels and history stay. Cost 1 request.' });
    onClose();
  }
  return (
    <Dialog open onClose={onClose} title={`Another secret for ${key.label}`}>
      <p className="text-body text-text-2">
        It takes the place of <span className="mono">{`${key.prefix}…${key.last4}`}</span> in the vault. Jobs at the API are asked for with the new one.
      </p>
      <form onSubmit={(event) => void run(event)} className="flex flex-col gap-4">
        <Field label="New secret" error={rotate.error?.message}>
          {({ id, errorId }) => (
            <Input
              id={id}
              type="password"
              mono
              aria-describedby={errorId}
              invalid={rotate.error !== null}
              value={secret}
              onChange={(event) => setSecret(event.target.value)}
            />
          )}
        </Field>
        <div className="flex items-center justify-between gap-3">
          <Button type="submit" look="primary" busy={rotate.busy} disabledBecause={secret.trim().length < 8 ? 'Paste the new secret first' : undefined}>
            Replace the secret
          </Button>
          <Button onClick={onClose}>Keep the old one</Button>
        </div>
      </form>
    </Dialog>
  );
}
