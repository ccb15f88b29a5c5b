import { Copy, Ellipsis, Flag, Hash, ScanSearch, Shuffle, Sparkles, SquarePen, Trash2, Wrench } from 'lucide-react';
import type { AssetView } from '../../../../shared/domain.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { findModel } from '../../../state/models.ts';
import { moreLikeThis, reuseInCompose } from '../../compose/draft/reuse.ts';
import { openIo } from '../io/io-dialog.ts';
import { findSimilar, hasLikeness } from '../query/find-similar.ts';
import { keepAssets, trashAssets } from '../select/cull.ts';
import { AsInputButton } from './as-input-button.tsx';
import { copyText } from './copy-text.ts';
import { sameWithNewSeed } from './new-seed.ts';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What can be done with how an asset was made, and with itself. */
export function AssetActions({ asset }: { asset: AssetView }) {
  const client = useClient();
  const model = useEngine((state) => findModel(state.models, asset.model));
  const gone = model ? undefined : `${asset.modelName} is no longer in the catalog`;
  const { prompt, kept } = asset;
  const rejected = kept.pick === 'rejected';
  return (
    <>
      <Button icon={<Shuffle {...ICON} />} disabledBecause={gone} title="The same with a new seed" onClick={() => model && sameWithNewSeed(model, asset)}>
        New seed
      </Button>
      <Button icon={<SquarePen {...ICON} />} disabledBecause={gone} onClick={() => model && reuseInCompose(model.id, model.inputSchema, asset.input)}>
        Reuse
      </Button>
      <AsInputButton asset={asset} />
      <Menu
        trigger={<IconButton label="More" look="default" icon={<Ellipsis {...ICON} />} />}
        items={[
          {
            label: 'Make more like this',
            icon: <Sparkles {...ICON} />,
            disabledBecause: gone,
            run: () => model && moreLikeThis(model.id, model.inputSchema, asset),
          },
          { label: 'Send to a tool …', icon: <Wrench {...ICON} />, run: () => openIo({ kind: 'send', ids: [asset.id] }) },
          ...(hasLikeness(asset) ? [{ label: 'Find similar', icon: <ScanSearch {...ICON} />, keys: 'L', run: () => findSimilar(asset) }] : []),
          ...(prompt === null ? [] : [{ label: 'Copy prompt', icon: <Copy {...ICON} />, run: () => copyText(prompt, 'Prompt') }]),
          { label: 'Copy hash', icon: <Hash {...ICON} />, run: () => copyText(asset.sha256, 'Hash') },
          {
            label: rejected ? 'No longer a reject' : 'Reject',
            icon: <Flag {...ICON} />,
            keys: rejected ? 'U' : 'X',
            apart: true,
            run: () => void keepAssets(client, [asset.id], { pick: rejected ? null : 'rejected' }),
          },
          { label: 'Move to the trash', icon: <Trash2 {...ICON} />, keys: 'Del', danger: true, run: () => void trashAssets(client, [asset.id]) },
        ]}
      />
    </>
  );
}
