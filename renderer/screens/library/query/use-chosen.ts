import { useEffect, useMemo, useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { useClient } from '../../../state/engine.tsx';
import { hrefOf, useRoute } from '../../../state/route.ts';

const LARGE = 'large';

export interface Chosen {
  asset: AssetView | null;
  /** Its place among the loaded ones; null when it is not among them. */
  index: number | null;
  /** Shown over everything. */
  large: boolean;
}

/** The asset the address names (`#/library/<sha256>/large`), also when no page has read it yet. */
export function useChosen(loaded: readonly AssetView[]): Chosen {
  const [sha256, large] = useRoute((route) => route.path);
  const index = useMemo(() => (sha256 === undefined ? -1 : loaded.findIndex((asset) => asset.sha256 === sha256)), [loaded, sha256]);
  const far = useFar(index < 0 ? sha256 : undefined);
  return { asset: loaded[index] ?? far, index: index < 0 ? null : index, large: large === LARGE };
}

/** Chooses without a step in the history: walking with the arrows is not a journey. */
export function choose(asset: AssetView | undefined, large: boolean): void {
  location.replace(asset ? hrefOf('library', asset.sha256, ...(large ? [LARGE] : [])) : hrefOf('library'));
}

function useFar(sha256: string | undefined): AssetView | null {
  const client = useClient();
  const [found, setFound] = useState<AssetView | null>(null);
  useEffect(() => {
    if (sha256 === undefined) return;
    let current = true;
    client.call('asset.get', { sha256 }).then(
      (asset) => current && setFound(asset),
      () => current && setFound(null),
    );
    return () => {
      current = false;
    };
  }, [client, sha256]);
  return found?.sha256 === sha256 ? found : null;
}
