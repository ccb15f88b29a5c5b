import { ArrowRight } from 'lucide-react';
import { Fragment, useEffect, useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { cx } from '../../../components/cx.ts';
import { InspectorSection } from '../../../components/inspector.tsx';
import { counted } from '../../../look/numbers.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { useAssetDetails } from '../../../state/use-library.ts';
import { only } from '../select/selection.ts';
import { select } from '../select/use-selection.ts';
import { Picture } from '../tile/picture.tsx';
import { assetName } from '../tile/tile-words.ts';
import { graphOf, type Lineage, type LineageNode } from './graph.ts';

/** Thumbnails of one generation; what is beyond is a number. */
const MOST_OF_ONE = 6;

/** Made from, used in: a graph from left to right, each asset a step away. Nothing where there is neither. */
export function LineageSection({ asset }: { asset: AssetView }) {
  const lineage = useLineage(asset.sha256);
  if (!lineage || lineage.edges.length === 0) return null;
  const { generations, self } = graphOf(lineage, asset.sha256);
  return (
    <InspectorSection title={self === 0 ? 'Used in' : lineage.uses === 0 ? 'Made from' : 'Made from, used in'} trailing={<Uses uses={lineage.uses} />}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
        {generations.map((nodes, at) => (
          <Fragment key={nodes[0]?.sha256}>
            {at > 0 && <ArrowRight size={12} aria-label={at <= self ? 'made into' : 'used in'} className="shrink-0 text-text-3" />}
            <span className="flex flex-wrap gap-1">
              {nodes.slice(0, MOST_OF_ONE).map((node) => (
                <Node key={node.sha256} node={node} here={at === self} />
              ))}
              {nodes.length > MOST_OF_ONE && <span className="mono self-center text-small text-text-3">+{nodes.length - MOST_OF_ONE}</span>}
            </span>
          </Fragment>
        ))}
      </div>
    </InspectorSection>
  );
}

function Uses({ uses }: { uses: number }) {
  return uses === 0 ? null : <span className="text-small text-text-3">used in {counted(uses, 'asset')}</span>;
}

function Node({ node: { asset, sha256, fields }, here }: { node: LineageNode; here: boolean }) {
  const details = useAssetDetails();
  const role = fields.length === 0 ? '' : `, as ${fields.join(' and ')}`;
  if (!asset) {
    return (
      <span
        role="img"
        aria-label={`An asset that is no longer in the library${role}`}
        title={`${sha256.slice(0, 12)} is no longer in the library`}
        className="hatch block size-9 rounded-tile inset-ring inset-ring-line-2"
      />
    );
  }
  const go = () => {
    details.put([asset]);
    select(() => only(asset.id));
  };
  return (
    <button
      type="button"
      aria-label={`${assetName(asset)}${role}${here ? ', this one' : ''}`}
      aria-current={here || undefined}
      title={assetName(asset)}
      onClick={go}
      className={cx('block size-9 overflow-hidden rounded-tile', here && 'outline-2 outline-offset-1 outline-text-2', asset.trashedAt !== null && 'opacity-40')}
    >
      <Picture asset={asset} edge={36} small />
    </button>
  );
}

function useLineage(sha256: string): Lineage | null {
  const client = useClient();
  const tick = useEngine((state) => state.totals?.assets);
  const [found, setFound] = useState<{ sha256: string; lineage: Lineage } | null>(null);
  useEffect(() => {
    let current = true;
    client.call('asset.lineage', { sha256 }).then(
      (lineage) => current && setFound({ sha256, lineage }),
      () => null,
    );
    return () => {
      current = false;
    };
  }, [client, sha256, tick]);
  return found?.sha256 === sha256 ? found.lineage : null;
}
