import { navigate } from '../../state/route.ts';
import { useEngine } from '../../state/engine.tsx';
import { PasteKeys } from './paste-keys.tsx';
import { useVaultWords, VaultGate } from './vault-gate.tsx';

export function AddKeys() {
  const words = useVaultWords();
  const sandbox = useEngine((state) => state.status?.endpoint === 'sandbox');
  return (
    <section className="flex max-w-150 flex-col gap-3 px-6 py-5">
      <h2 className="text-title font-semibold">
        <label htmlFor="paste-keys">Add keys</label>
      </h2>
      {sandbox ? (
        <p className="text-body text-text-2">The sandbox brings its own keys. Go back to the real API in Settings to add yours: they never meet the sandbox.</p>
      ) : (
        <VaultGate>
          <p className="text-body text-text-2">
            One a line; as many as you have. To name one, write <span className="mono text-text">studio=sk_live_…</span> {words}
          </p>
          <PasteKeys id="paste-keys" onAdded={(added) => added[0] && navigate('keys', added[0].id)} />
        </VaultGate>
      )}
    </section>
  );
}
