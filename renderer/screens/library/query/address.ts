import { useEffect } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { hrefOf, navigateInPlace, parseHash } from '../../../state/route.ts';
import { NOTHING_SELECTED } from '../select/selection.ts';
import { select } from '../select/use-selection.ts';

/** The part of the address (`#/library/<sha256>/large`) of what is shown over everything. */
export const LARGE = 'large';
/** The address follows the keyboard when it rests this long, ms: browsers refuse an address that changes with every repeat of a held key. */
const REST_MS = 150;

type Named = Pick<AssetView, 'sha256'>;

/** Opens an asset over everything, or closes that. Without a step in the history: walking with the arrows is not a journey. */
export function choose(asset: Named | null, large: boolean): void {
  const path = asset ? [asset.sha256, ...(large ? [LARGE] : [])] : [];
  if (location.hash !== hrefOf('library', ...path)) navigateInPlace('library', ...path);
}

export function chooseNothing(): void {
  select(() => NOTHING_SELECTED);
  choose(null, false);
}

/** Has the address name the asset in focus. Whether it is large is read when the address changes: it may have been opened, or closed, meanwhile. */
export function useAddressOf(asset: Named | null): void {
  const sha256 = asset?.sha256;
  useEffect(() => {
    if (sha256 === undefined) return undefined;
    const timer = setTimeout(() => {
      const { screen, path } = parseHash(location.hash);
      // Whoever has just gone elsewhere is not brought back.
      if (screen === 'library') choose({ sha256 }, path[1] === LARGE);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [sha256]);
}
