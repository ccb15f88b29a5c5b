import { useEffect, useEffectEvent, useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import type { AssetDetails } from '../../../state/asset-details.ts';
import { useClient } from '../../../state/engine.tsx';
import { useRoute } from '../../../state/route.ts';
import { useAssetRow, useAssetRows } from '../../../state/use-library.ts';
import { only } from '../select/selection.ts';
import { select, useSelection } from '../select/use-selection.ts';
import { chooseNothing, LARGE, useAddressOf } from './address.ts';

export interface Chosen {
  /** Where the keyboard is; while its row is read, the one before. */
  asset: AssetView | null;
  /** Shown over everything. */
  large: boolean;
}

/** The asset in focus. The address names it (`#/library/<sha256>/large`), and an address that is opened brings it into focus. */
export function useChosen(): Chosen {
  const details = useAssetRows();
  const [sha256, large] = useRoute((route) => route.path);
  const focus = useSelection((state) => state.focus);
  const [last, setLast] = useState<AssetView | null>(null);
  const row = useAssetRow(focus);
  const found = focus === null ? null : row;
  if (found !== undefined && found !== last) setLast(found);
  const asset = found === undefined ? last : found;
  useFocusOf(sha256, details);
  useAddressOf(asset);
  useWanted(focus, details);
  return { asset, large: large === LARGE };
}

function useWanted(focus: number | null, details: AssetDetails): void {
  useEffect(() => {
    if (focus !== null) details.one(focus).catch(() => null);
  }, [focus, details]);
}

/** An address from outside this screen: a link, or the window's first. */
function useFocusOf(sha256: string | undefined, details: AssetDetails): void {
  const client = useClient();
  const isFocused = useEffectEvent((hash: string) => {
    const { focus } = useSelection.getState();
    return focus !== null && details.get(focus)?.sha256 === hash;
  });
  useEffect(() => {
    if (sha256 === undefined || isFocused(sha256)) return undefined;
    let current = true;
    client.call('asset.get', { sha256 }).then(
      (asset) => {
        if (!current) return;
        details.put([asset]);
        select(() => only(asset.id));
      },
      () => current && chooseNothing(),
    );
    return () => {
      current = false;
    };
  }, [client, details, sha256]);
}
