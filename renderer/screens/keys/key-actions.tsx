import { useState } from 'react';
import type { KeyView } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { confirm } from '../../components/confirm.tsx';
import { showToast } from '../../components/toasts.ts';
import { keyStateWords } from '../../look/key-words.ts';
import { count } from '../../look/numbers.ts';
import { useCommand } from '../../state/command.ts';
import { navigate } from '../../state/route.ts';
import { RotateKey } from './rotate-key.tsx';

/** Test, replace the secret, remove. */
export function KeyActions({ keyView: key }: { keyView: KeyView }) {
  const test = useCommand('key.test');
  const remove = useCommand('key.remove');
  const [rotating, setRotating] = useState(false);

  async function runTest(): Promise<void> {
    const answer = await test.run({ id: key.id });
    if (!answer) return;
    const words = keyStateWords(answer, Date.now());
    showToast(
      answer.lastError
        ? { glyph: 'failed', title: answer.lastError.message, stays: true }
        : { glyph: 'done', title: `${answer.label} answers`, detail: `${words.lead}, ${words.detail}. Cost 1 request.` },
    );
  }

  async function runRemove(): Promise<void> {
    const yes = await confirm({
      title: `Remove ${key.label}?`,
      hits:
        key.allowance.concurrency.used > 0
          ? [{ glyph: 'running', words: 'at the API with it, will not be asked for again', count: count(key.allowance.concurrency.used) }]
          : [],
      note: 'Its secret leaves the vault. What it made stays in the library, and queued jobs go out with other keys.',
      action: 'Remove 1 key',
      danger: true,
    });
    if (yes && (await remove.run({ id: key.id })) !== undefined) navigate('keys');
  }

  const fixed =
    key.source === 'vault' ? undefined : key.source === 'sandbox' ? 'The sandbox’s keys go when it stops' : 'It comes from the environment: unset it there';
  return (
    <section aria-label="Test and remove" className="flex flex-wrap content-start items-center gap-3 border-b border-line px-6 py-5">
      <Button
        busy={test.busy}
        onClick={() => void runTest()}
        disabledBecause={key.state === 'locked' || key.state === 'missing' ? 'Its secret is not at hand' : undefined}
      >
        Test key
      </Button>
      <span className="text-small text-text-3">costs 1 request</span>
      <Button disabledBecause={fixed} onClick={() => setRotating(true)}>
        Replace the secret
      </Button>
      {rotating && <RotateKey keyView={key} onClose={() => setRotating(false)} />}
      <Button look="danger" busy={remove.busy} disabledBecause={fixed} onClick={() => void runRemove()} className="ml-auto">
        Remove 1 key
      </Button>
    </section>
  );
}
