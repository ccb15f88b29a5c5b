import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { useClient } from '../../../state/engine.tsx';
import { bringText } from './bring-text.ts';

/** A text on its way to the engine, and what it was found to be. `share`: what of it is told, 0 to 1. */
export type BroughtText =
  | { kind: 'none' }
  | { kind: 'bringing'; share: number }
  | { kind: 'read'; token: string; table: CallOutput<'import.read'> }
  | { kind: 'failed'; error: AppError };

/** Tells the engine a text and asks what it is; a text that is replaced or put away is forgotten there. */
export function useBrought(text: string): BroughtText {
  const client = useClient();
  const [state, setState] = useState<{ of: string; now: BroughtText } | null>(null);

  useEffect(() => {
    if (text.trim() === '') return;
    const token = crypto.randomUUID();
    const left = new AbortController();
    const show = (now: BroughtText) => !left.signal.aborted && setState({ of: text, now });
    bringText(text, { client, token, onShare: (share) => show({ kind: 'bringing', share }), signal: left.signal })
      .then(() => client.call('import.read', { token }))
      .then(
        (table) => show({ kind: 'read', token, table }),
        (thrown: unknown) => show({ kind: 'failed', error: AppError.from(thrown) }),
      );
    return () => {
      left.abort();
      // Where the link is down there is nothing to forget that would not be forgotten by itself.
      client.call('import.drop', { token }).catch(() => {});
    };
  }, [client, text]);

  if (text.trim() === '') return { kind: 'none' };
  return state?.of === text ? state.now : { kind: 'bringing', share: 0 };
}
