import { useEffect, useState } from 'react';
import type { MediaWay } from '../../../../shared/contract.ts';
import type { AssetView } from '../../../../shared/domain.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';

/** An asset by its hash; null: the library has none (any more); undefined: not known yet. */
export function useAsset(sha256: string): AssetView | null | undefined {
  const client = useClient();
  const tick = useEngine((state) => state.assetsTick);
  const [found, setFound] = useState<{ sha256: string; asset: AssetView | null }>();
  useEffect(() => {
    let current = true;
    const put = (asset: AssetView | null) => current && setFound({ sha256, asset });
    void client.call('asset.get', { sha256 }).then(put, () => put(null));
    return () => {
      current = false;
    };
  }, [client, sha256, tick]);
  return found?.sha256 === sha256 ? found.asset : undefined;
}

/** Addresses end, answers come in: it is asked anew this often. */
const AGAIN_MS = 15_000;

/** What the API would get for a file now; null: not known yet, or no model is chosen. */
export function useWay(sha256: string, model: string | null): MediaWay | null {
  const client = useClient();
  const settings = useEngine((state) => state.settings);
  const [answer, setAnswer] = useState<{ of: string; way: MediaWay } | null>(null);
  const of = `${model} ${sha256}`;
  useEffect(() => {
    if (model === null) return;
    let current = true;
    const keepLast = () => {};
    const ask = () =>
      void client.call('media.ways', { model, sha256s: [sha256] }).then(([told]) => {
        if (current && told) setAnswer({ of: `${model} ${sha256}`, way: told.way });
      }, keepLast);
    ask();
    const again = setInterval(ask, AGAIN_MS);
    return () => {
      current = false;
      clearInterval(again);
    };
  }, [client, model, sha256, settings]);
  return answer?.of === of ? answer.way : null;
}
