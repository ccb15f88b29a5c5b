import { useEffect, useEffectEvent, useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import type { AssetDetails } from '../../../state/asset-details.ts';
import { useClient } from '../../../state/engine.tsx';
import { hrefOf, useRoute } from '../../../state/route.ts';
import { useAssetRow, useAssetRows } from '../../../state/use-library.ts';
import { NOTHING_SELECTED, only } from '../select/selection.ts';
import { select, useSelection } from '../select/use-selection.ts';

const LARGE = 'large';
/** The address follows the keyboard when it rests this long, ms: browsers refuse an address that changes with every repeat of a held key. */
const REST_MS = 150;

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
  useAddressOf(asset, large === LARGE);
  useWanted(focus, details);
  return { asset, large: large === LARGE };
}

/** Opens an asset over everything, or closes that. Without a step in the history: walking with the arrows is not a journey. */
export function choose(asset: Pick<AssetView, 'sha256'> | null, large: boolean): void {
  const href = asset ? hrefOf('library', asset.sha256, ...(large ? [LARGE] : [])) : hrefOf('library');
  if (location.hash !== href) location.replace(href);
}

export function chooseNothing(): void {
  select(() => NOTHING_SELECTED);
  choose(null, false);
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

function useAddressOf(asset: AssetView | null, large: boolean): void {
  const sha256 = asset?.sha256;
  useEffect(() => {
    if (sha256 === undefined) return undefined;
    const timer = setTimeout(() => choose({ sha256 }, large), REST_MS);
    return () => clearTimeout(timer);
  }, [sha256, large]);
}
