import type { AssetView } from '../../../../shared/domain.ts';
import { Inspector } from '../../../components/inspector.tsx';
import { KindIcon } from '../../compose/picker/kind-icon.tsx';
import { KIND_WORDS } from '../../compose/picker/model-groups.ts';
import { tileRatio } from '../grid/sections.ts';
import { BulkKeep } from '../keep/bulk-keep.tsx';
import { KeepSection } from '../keep/keep-section.tsx';
import { LineageSection } from '../lineage/lineage-section.tsx';
import { Picture } from '../tile/picture.tsx';
import { AssetActions } from './asset-actions.tsx';
import { HowMade } from './how-made.tsx';

export interface AssetInspectorProps {
  asset: AssetView;
  /** All that are selected, in their order. */
  several: readonly number[];
  onOpen(): void;
  onClose(): void;
}

/** The chosen asset: its picture, how it was made, what can be done with it. */
export function AssetInspector({ asset, several, onOpen, onClose }: AssetInspectorProps) {
  return (
    <Inspector label="Asset" onClose={onClose}>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <p className="flex h-11 items-center gap-2 px-4 text-body font-medium">
          <KindIcon kind={asset.kind} size={14} className="text-text-2" />
          {KIND_WORDS[asset.kind]}
        </p>
        <div className="px-4 pb-2">
          <button
            type="button"
            aria-label="Look at it large"
            onClick={onOpen}
            className="block w-full overflow-hidden rounded-tile"
            style={{ aspectRatio: tileRatio(asset) }}
          >
            <Picture key={asset.sha256} asset={asset} />
          </button>
        </div>
        {several.length > 1 ? <BulkKeep ids={several} /> : <KeepSection key={asset.id} asset={asset} />}
        <HowMade asset={asset} />
        <LineageSection asset={asset} />
      </div>
      <div className="flex shrink-0 flex-wrap gap-1 border-t border-line px-2.5 py-3 [&_button]:gap-1.5 [&_button]:px-2">
        <AssetActions asset={asset} />
      </div>
    </Inspector>
  );
}
