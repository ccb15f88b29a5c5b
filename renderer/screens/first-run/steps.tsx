import type { ReactNode } from 'react';
import { cx } from '../../components/cx.ts';
import { PasteKeys } from '../keys/paste-keys.tsx';
import { useVaultWords, VaultGate } from '../keys/vault-gate.tsx';

export function Steps() {
  const vault = useVaultWords();
  return (
    <div className="min-w-0">
      <h2 className="text-hero font-semibold tracking-tight">
        Give it a key and it will
        <br />
        spend every request of it.
      </h2>
      <p className="mt-3 max-w-[46ch] text-title leading-6 text-text-2">
        The companion queues your generations on this machine, keeps within every limit, and brings each output home.
      </p>
      <ol className="mt-7 border-t border-line">
        <Step number={1} title={<label htmlFor="first-keys">Paste your API keys</label>} words={`One a line; as many as you have. ${vault}`} now>
          <VaultGate>
            <PasteKeys id="first-keys" />
          </VaultGate>
        </Step>
        <Step number={2} title="Compose something" words="One prompt or five thousand; cost and finish known first." />
        <Step number={3} title="Leave it on the second screen" words="Everything you see stays here, with or without a network." />
      </ol>
    </div>
  );
}

function Step({ number, title, words, now = false, children }: { number: number; title: ReactNode; words: string; now?: boolean; children?: ReactNode }) {
  return (
    <li className="flex gap-5 border-b border-line py-4">
      <span aria-hidden className={cx('w-5 shrink-0 text-heading', now ? 'text-now-text' : 'text-text-3')}>
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div>
          <h3 className={cx('text-body font-semibold', now ? 'text-text' : 'text-text-2')}>{title}</h3>
          <p className="text-small text-text-2">{words}</p>
        </div>
        {children}
      </div>
    </li>
  );
}
