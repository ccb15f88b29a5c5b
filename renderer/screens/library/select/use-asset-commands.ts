import { Copy, FileOutput, Flag, FlagOff, Heart, LayoutGrid, Layers, ScanSearch, Shuffle, SquarePen, Star, Trash2, Wrench, X } from 'lucide-react';
import { useMemo } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { counted } from '../../../look/numbers.ts';
import type { PaletteCommand } from '../../../app/commands.tsx';
import { useOffer } from '../../../app/offered.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { findModel } from '../../../state/models.ts';
import { openComparison } from '../compare/comparison.ts';
import { copyText } from '../inspector/copy-text.ts';
import { exportSelected } from '../io/export-selected.ts';
import { openIo } from '../io/io-dialog.ts';
import { openSheet } from '../io/sheet/open-sheet.ts';
import { findSimilar, hasLikeness } from '../query/find-similar.ts';
import { choose } from '../query/address.ts';
import { keepAssets, trashAssets } from './cull.ts';
import { openInCompose, openWithNewSeed } from './in-compose.ts';

const STARS = [1, 2, 3, 4, 5] as const;

/** Offers to the palette what can be done with what is selected, and with the asset in focus where it is alone. */
export function useAssetCommands(asset: AssetView | null, ids: readonly number[]): void {
  const client = useClient();
  const model = useEngine((state) => (asset ? findModel(state.models, asset.model) : undefined));
  const commands = useMemo((): PaletteCommand[] => {
    const [first] = ids;
    const which = ids.length > 1 ? counted(ids.length, 'asset') : 'this asset';
    const keep = (change: Parameters<typeof keepAssets>[2]) => () => void keepAssets(client, ids, change);
    const several: PaletteCommand[] =
      first === undefined
        ? []
        : [
            ...STARS.map((rating) => ({
              verb: 'Rate',
              object: `${which} ${counted(rating, 'star')}`,
              icon: Star,
              keys: String(rating),
              run: keep({ rating }),
            })),
            { verb: 'Pick', object: which, icon: Flag, keys: 'P', run: keep({ pick: 'picked' }) },
            { verb: 'Reject', object: which, icon: X, keys: 'X', run: keep({ pick: 'rejected' }) },
            { verb: 'Take back', object: `the mark of ${which}`, icon: FlagOff, keys: 'U', run: keep({ pick: null }) },
            { verb: 'Export', object: which, icon: FileOutput, run: () => void exportSelected(client, ids) },
            { verb: 'Send', object: `${which} to a tool`, icon: Wrench, run: () => openIo({ kind: 'send', ids }) },
            { verb: 'Make', object: `a contact sheet of ${which}`, icon: LayoutGrid, run: () => openSheet(ids) },
            { verb: 'Move', object: `${which} to the trash`, icon: Trash2, keys: 'Del', run: () => void trashAssets(client, ids) },
            ...(ids.length > 1 ? [{ verb: 'Compare', object: which, icon: Layers, keys: 'C', run: () => openComparison(ids) }] : []),
          ];
    if (!asset || ids.length > 1) return several;
    const { prompt, kept } = asset;
    return [
      { verb: 'Open', object: 'this asset', icon: ScanSearch, keys: 'Enter', run: () => choose(asset, true) },
      ...several,
      { verb: kept.favourite ? 'No longer a favourite:' : 'Make a favourite:', object: 'this asset', icon: Heart, run: keep({ favourite: !kept.favourite }) },
      ...(prompt === null ? [] : [{ verb: 'Copy', object: 'the prompt of this asset', icon: Copy, run: () => copyText(prompt, 'Prompt') }]),
      ...(hasLikeness(asset) ? [{ verb: 'Find', object: 'what looks like this asset', icon: ScanSearch, keys: 'L', run: () => findSimilar(asset) }] : []),
      ...(model
        ? [
            { verb: 'Reuse', object: 'the input of this asset', icon: SquarePen, run: () => openInCompose(model, asset) },
            { verb: 'Make', object: 'this asset with a new seed', icon: Shuffle, run: () => openWithNewSeed(model, asset) },
          ]
        : []),
    ];
  }, [asset, client, ids, model]);
  useOffer(commands);
}
