import { Play } from 'lucide-react';
import { memo } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { cx } from '../../../components/cx.ts';
import { clipLength } from '../../../look/times.ts';
import { Picture } from './picture.tsx';
import { tileName } from './tile-words.ts';

export interface AssetTileProps {
  asset: AssetView;
  id: string;
  index: number;
  x: number;
  width: number;
  height: number;
  chosen: boolean;
}

/** One asset in the grid, edge to edge. */
export const AssetTile = memo(function AssetTile({ asset, id, index, x, width, height, chosen }: AssetTileProps) {
  return (
    <div
      id={id}
      role="gridcell"
      data-tile={index}
      aria-label={tileName(asset)}
      aria-selected={chosen}
      style={{ left: x, width, height }}
      className={cx('absolute top-0 overflow-hidden rounded-tile', chosen && 'bg-now p-[3px]')}
    >
      <span aria-hidden className={cx('relative block size-full overflow-hidden', chosen && 'bg-bg p-0.5')}>
        {asset.kind === 'audio' ? <Sound asset={asset} /> : <Picture key={asset.sha256} asset={asset} />}
        {asset.kind === 'video' && asset.durationS !== null && <Length seconds={asset.durationS} />}
      </span>
    </div>
  );
});

function Length({ seconds }: { seconds: number }) {
  return (
    <span className="mono absolute right-1.5 bottom-1.5 flex h-5 items-center gap-1 rounded-chip bg-[#090b0e]/80 px-1.5 text-label text-[#e7eaec]">
      <Play size={9} fill="currentColor" aria-hidden />
      {clipLength(seconds)}
    </span>
  );
}

/** Sound has no picture: what it is about, and how long. */
function Sound({ asset }: { asset: AssetView }) {
  return (
    <span className="flex size-full flex-col justify-between bg-panel p-2.5 inset-ring inset-ring-line">
      <span className="flex size-7 items-center justify-center rounded-chip bg-control text-text-2">
        <Play size={12} fill="currentColor" aria-hidden />
      </span>
      <span className="flex items-baseline gap-2 text-small text-text-2">
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {asset.prompt ?? asset.modelName}
        </span>{' '}
        <span className="mono shrink-0 text-text">{asset.durationS === null ? '' : clipLength(asset.durationS)}</span>
      </span>
    </span>
  );
}
