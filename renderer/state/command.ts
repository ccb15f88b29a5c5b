import { useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { showToast } from '../components/toasts.ts';
import { useClient } from './engine.tsx';

export interface Command<N extends CallName> {
  /** Resolves with undefined when the engine refused; why is in `error`, and in a toast unless the caller shows it in place. */
  run(input: CallInput<N>): Promise<CallOutput<N> | undefined>;
  busy: boolean;
  error: AppError | null;
  forget(): void;
}

/** A call made by hand: a button's. `inPlace`: the caller shows `error` itself. */
export function useCommand<N extends CallName>(name: N, inPlace = false): Command<N> {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function run(input: CallInput<N>): Promise<CallOutput<N> | undefined> {
    setBusy(true);
    setError(null);
    try {
      return await client.call(name, input);
    } catch (thrown) {
      const failure = AppError.from(thrown);
      setError(failure);
      if (!inPlace) showErrorToast(failure);
      return undefined;
    } finally {
      setBusy(false);
    }
  }

  return { run, busy, error, forget: () => setError(null) };
}

export function showErrorToast(error: AppError): void {
  showToast({ glyph: 'failed', title: error.message, stays: true });
}
