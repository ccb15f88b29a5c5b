import { useState, type ReactNode, type SubmitEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { useCommand } from '../../state/command.ts';
import { useEngine } from '../../state/engine.tsx';

const SHORTEST_PASSPHRASE = 8;

/** Shows what opens the vault while it is not open, else its children. */
export function VaultGate({ children }: { children: ReactNode }) {
  const vault = useEngine((state) => state.status?.vault.state);
  switch (vault) {
    case 'new':
      return <ChoosePassphrase />;
    case 'locked':
      return <UnlockVault />;
    case 'missing':
      return <NoVault />;
    default:
      return children;
  }
}

/** Where keys go, in a sentence. */
export function useVaultWords(): string {
  const kind = useEngine((state) => state.status?.vault.kind);
  return kind === 'passphrase'
    ? 'They are sealed with your passphrase and are never shown again.'
    : 'They go to the system keychain and are never shown again.';
}

function ChoosePassphrase() {
  const create = useCommand('vault.create', true);
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [tried, setTried] = useState(false);
  const problem = first.length < SHORTEST_PASSPHRASE ? `At least ${SHORTEST_PASSPHRASE} characters` : first !== second ? 'The two are not the same' : undefined;

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (problem === undefined) await create.run({ passphrase: first });
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex max-w-105 flex-col gap-3">
      <p className="text-body text-text-2">
        This machine offers no keychain, so keys are sealed with a passphrase of yours. It is asked for at every start. Lost, it cannot be recovered: you would
        add your keys again.
      </p>
      <Field label="Passphrase" error={tried && first.length < SHORTEST_PASSPHRASE ? problem : undefined}>
        {({ id, errorId }) => (
          <Input
            id={id}
            aria-describedby={errorId}
            type="password"
            autoComplete="new-password"
            value={first}
            onChange={(event) => setFirst(event.target.value)}
            invalid={tried && first.length < SHORTEST_PASSPHRASE}
          />
        )}
      </Field>
      <Field label="The same again" error={tried && first.length >= SHORTEST_PASSPHRASE ? (problem ?? create.error?.message) : undefined}>
        {({ id, errorId }) => (
          <Input
            id={id}
            aria-describedby={errorId}
            type="password"
            autoComplete="new-password"
            value={second}
            onChange={(event) => setSecond(event.target.value)}
            invalid={tried && first.length >= SHORTEST_PASSPHRASE && first !== second}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" busy={create.busy}>
          Set the passphrase
        </Button>
      </div>
    </form>
  );
}

function UnlockVault() {
  const unlock = useCommand('vault.unlock', true);
  const [passphrase, setPassphrase] = useState('');

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (passphrase === '') return;
    await unlock.run({ passphrase });
    setPassphrase('');
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex max-w-105 flex-col gap-3">
      <p className="text-body text-text-2">The vault is locked: nothing is sent until it is open. Queued jobs keep their place.</p>
      <Field label="Passphrase" error={unlock.error?.message}>
        {({ id, errorId }) => (
          <Input
            id={id}
            aria-describedby={errorId}
            type="password"
            autoComplete="current-password"
            value={passphrase}
            invalid={unlock.error !== null}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" busy={unlock.busy} disabledBecause={passphrase === '' ? 'Type the passphrase first' : undefined}>
          Unlock the vault
        </Button>
      </div>
    </form>
  );
}

function NoVault() {
  return (
    <ErrorNotice title="This machine has no place to keep keys">
      No keychain answers, and none can be made. Nothing was stored. Start a keyring service and open the companion again, or give keys by the environment
      variable <span className="mono">ABSTRAKT_API_KEYS</span>: those are used while it is set, and never stored.
    </ErrorNotice>
  );
}
