import { useEffect, useState } from 'react';
import type { KeyMinute } from '../../../../shared/domain.ts';
import { useNow } from '../../../state/clock.ts';
import { useEngineAccess } from '../../../state/engine.tsx';

const DAY = 24 * 60 * 60_000;
/** A key in use changes with every request: it is read again this long after one, at most once in that time. */
const CALM_MS = 2_000;

/** What a key did minute by minute over the last day; read anew when it was used, and when a minute is over. */
export function useMinutes(keyId: number): readonly KeyMinute[] | null {
  const { client, store } = useEngineAccess();
  const [read, setRead] = useState<{ keyId: number; minutes: readonly KeyMinute[] } | null>(null);
  const minute = useNow(60_000);
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const look = () => {
      timer = null;
      const since = Date.now() + store.getState().clockOffset - DAY;
      client.call('key.minutes', { keyId, since: Math.floor(since) }).then(
        (minutes) => !left && setRead({ keyId, minutes }),
        () => {
          // The link is down; its return brings a snapshot, and with it another look.
        },
      );
    };
    const requestsOf = () => store.getState().keys[keyId]?.requests;
    let seen = requestsOf();
    const unsubscribe = store.subscribe(() => {
      if (requestsOf() === seen) return;
      seen = requestsOf();
      timer ??= setTimeout(look, CALM_MS);
    });
    look();
    return () => {
      left = true;
      unsubscribe();
      if (timer) clearTimeout(timer);
    };
  }, [client, store, keyId, minute]);
  return read?.keyId === keyId ? read.minutes : null;
}
