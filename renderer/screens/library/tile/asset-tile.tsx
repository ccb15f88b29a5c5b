import { Play } from 'lucide-react';
import { memo, useState } from 'react';
import { cx } from '../../../components/cx.ts';
import { clipLength } from '../../../look/times.ts';
import { Badge, CheckMark, KeptBadges, StackBadge } from './badges.tsx';
import { Clip } from './clip.tsx';
import { useDragOut } from './drag-out.ts';
import { Picture, Placeholder } from './picture.tsx';
import { SoundTile } from './sound-tile.tsx';
import type { TileProps } from './tile-props.ts';
import { tileName } from './tile-words.ts';

/** One asset in the grid, edge to edge. */
export const AssetTile = memo(function AssetTile(props: TileProps) {
  const { id, index, entry, asset, picture, stack, stackCount, stackOpen, x, width, height, selected, focused } = props;
  const [hovered, setHovered] = useState(false);
  const drag = useDragOut(entry.id);
  const faded = entry.pick === 'rejected' && 'opacity-35';
  return (
    <div
      id={id}
      role="gridcell"
      data-tile={index}
      aria-selected={selected}
      {...drag}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      style={{ left: x, width, height }}
      className={cx('absolute top-0 overflow-hidden rounded-tile', (selected || focused) && 'p-[3px]', selected ? 'bg-now' : focused && 'bg-line-3')}
    >
      {/* As text: a label would have to say again every figure that the badges show. Below the tile, which clips it: a clip of its own would cost each frame. */}
      <span className="absolute top-full whitespace-nowrap">{tileName(props)}</span>
      <span className={cx('relative block size-full', (selected || focused) && 'overflow-hidden bg-bg p-0.5')}>
        {asset?.kind === 'image' && picture !== undefined ? (
          <Picture key={asset.sha256} asset={asset} edge={Math.max(width, height)} held={picture} className={faded} />
        ) : (
          <span aria-hidden className={cx('relative block size-full', faded)}>
            {asset?.kind === 'audio' ? (
              <SoundTile asset={asset} entry={entry} />
            ) : !asset || picture === undefined ? (
              <Placeholder kind={entry.kind} />
            ) : (
              <Picture key={asset.sha256} asset={asset} edge={Math.max(width, height)} held={picture} />
            )}
            {asset?.kind === 'video' && hovered && <Clip asset={asset} />}
          </span>
        )}
        {entry.pick === 'rejected' && <span aria-hidden className="hatch absolute inset-0" />}
        {asset && asset.kind !== 'audio' && <KeptBadges entry={entry} favourite={asset.kept.favourite} className="absolute bottom-1.5 left-1.5" />}
        {asset?.kind === 'video' && asset.durationS !== null && (
          <Badge className="absolute right-1.5 bottom-1.5">
            <Play size={9} fill="currentColor" aria-hidden />
            {clipLength(asset.durationS)}
          </Badge>
        )}
        {stack !== null && <StackBadge stack={stack} count={stackCount} open={stackOpen} />}
        {(selected || hovered) && <CheckMark selected={selected} />}
      </span>
    </div>
  );
});
