import { KeyRound, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { KeyView } from '../../../shared/domain.ts';
import { useOffer } from '../../app/offered.ts';
import type { PaletteCommand } from '../../app/commands.tsx';
import { Button } from '../../components/button.tsx';
import { useClient } from '../../state/engine.tsx';
import { useDoing } from '../../state/use-doing.ts';
import { removeKey } from './remove-key.ts';
import { RotateKey } from './rotate-key.tsx';
import { testKey } from './test-key.ts';

/** Test, replace the secret, remove. */
export function KeyActions({ keyView: key }: { keyView: KeyView }) {
  const client = useClient();
  const { doing, perform } = useDoing();
  const [rotating, setRotating] = useState(false);
  const { id, label, source, state } = key;
  const used = key.allowance.concurrency.used;
  const remove = useMemo(() => () => perform('remove', () => removeKey(client, { id, label, used })), [perform, client, id, label, used]);
  const commands = useMemo<PaletteCommand[]>(
    () =>
      source === 'vault'
        ? [
            { verb: 'Replace', object: `the secret of ${label}`, icon: KeyRound, run: () => setRotating(true) },
            { verb: 'Remove', object: `key ${label}`, icon: Trash2, run: () => void remove() },
          ]
        : [],
    [source, label, remove],
  );
  useOffer(commands);
  const fixed = source === 'vault' ? undefined : source === 'sandbox' ? 'The sandbox’s keys go when it stops' : 'It comes from the environment: unset it there';
  return (
    <section aria-label="Test and remove" className="flex flex-wrap content-start items-center gap-3 border-b border-line px-6 py-5">
      <Button
        busy={doing === 'test'}
        onClick={() => void perform('test', () => testKey(client, id))}
        disabledBecause={state === 'locked' || state === 'missing' ? 'Its secret is not at hand' : undefined}
      >
        Test key
      </Button>
      <span className="text-small text-text-3">costs 1 request</span>
      <Button disabledBecause={fixed} onClick={() => setRotating(true)}>
        Replace the secret
      </Button>
      {rotating && <RotateKey keyView={key} onClose={() => setRotating(false)} />}
      <Button look="danger" busy={doing === 'remove'} disabledBecause={fixed} onClick={() => void remove()} className="ml-auto">
        Remove 1 key
      </Button>
    </section>
  );
}
