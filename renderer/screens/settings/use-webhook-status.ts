import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import { useClient, useEngine } from '../../state/engine.tsx';

/** What came by webhook so far. Asked again when settings, the vault or jobs changed, or `asked` did; null before the first answer. */
export function useWebhookStatus(asked: number): CallOutput<'webhook.status'> | null {
  const client = useClient();
  const settings = useEngine((state) => state.settings);
  const vault = useEngine((state) => state.status?.vault.state);
  const done = useEngine((state) => state.totals?.counts.done);
  const [status, setStatus] = useState<CallOutput<'webhook.status'> | null>(null);
  useEffect(() => {
    let current = true;
    const keepLast = () => {};
    void client.call('webhook.status', null).then((answer) => current && setStatus(answer), keepLast);
    return () => {
      current = false;
    };
  }, [client, settings, vault, done, asked]);
  return status;
}
