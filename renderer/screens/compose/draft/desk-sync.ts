import { useEffect } from 'react';
import type { EngineClient } from '../../../../shared/contract.ts';
import { useClient } from '../../../state/engine.tsx';
import { deskText, merged, readDesk } from './desk.ts';
import { LOADED, savedHereAt, useDesk, useKept } from './draft-store.ts';

/** Soon after a change; a window that closes sooner has it in its own storage. */
const SAVE_AFTER_MS = 1_000;

/** Keeps the desk in the workspace too: another window, or this one under another address, takes it up. Once in the app. */
export function useDeskSync(): void {
  const client = useClient();
  useEffect(() => {
    let stop = () => {};
    let wanted = true;
    void takeUp(client).then(() => {
      if (wanted) stop = saveFromNowOn(client);
    });
    return () => {
      wanted = false;
      stop();
    };
  }, [client]);
}

/** The workspace's desk where it was saved later than this window's storage; what was opened here meanwhile stands beside it. */
async function takeUp(client: Pick<EngineClient, 'call'>): Promise<void> {
  const kept = await client.call('desk.load', null).catch(() => null);
  const desk = kept && kept.savedAt > savedHereAt() ? readDesk(kept.text) : null;
  if (desk) useDesk.setState((here) => merged(desk, here, LOADED));
}

function saveFromNowOn(client: Pick<EngineClient, 'call'>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saved = '';
  const save = () => {
    const text = deskText(useDesk.getState());
    if (text === saved) return;
    // While the engine is away the window's own storage has it; the next change tries again.
    client.call('desk.save', { text }).then(
      () => {
        saved = text;
        useKept.setState({ at: Date.now() });
      },
      () => {},
    );
  };
  const unsubscribe = useDesk.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
