import { memo, type ReactNode } from 'react';
import { cx } from '../../../components/cx.ts';
import { clipLength, moment } from '../../../look/times.ts';
import { useNow } from '../../../state/clock.ts';
import { LINE_EDGE } from '../grid/near.ts';
import { fileWords, sizeWords } from '../inspector/asset-facts.ts';
import { KeptBadges, StackBadge } from './badges.tsx';
import { useDragOut } from './drag-out.ts';
import { Picture, Placeholder } from './picture.tsx';
import type { TileProps } from './tile-props.ts';
import { tileName } from './tile-words.ts';

const MINUTE_MS = 60_000;

/** One asset as a row of a table: thumbnail, words, what it is. Aloud it is what its tile is. */
export const AssetLine = memo(function AssetLine(props: TileProps) {
  const { id, index, entry, asset, picture, stack, stackCount, stackOpen, cover, selected, focused } = props;
  const drag = useDragOut(entry.id);
  return (
    <div
      id={id}
      role="gridcell"
      data-tile={index}
      aria-selected={selected}
      {...drag}
      className={cx(
        'flex h-full items-center gap-3 border-b border-line pr-2 pl-2 text-body hover:bg-panel',
        selected && 'bg-raised shadow-[inset_2px_0_0_var(--color-now)]',
        focused && !selected && 'shadow-[inset_2px_0_0_var(--color-line-3)]',
        stackOpen && !cover && 'pl-6',
      )}
    >
      <span className="sr-only">{tileName(props)}</span>
      <span aria-hidden className={cx('block size-7 shrink-0 overflow-hidden rounded-tile', entry.pick === 'rejected' && 'opacity-35')}>
        {asset && (picture !== undefined || asset.kind === 'audio') ? (
          <Picture key={asset.sha256} asset={asset} edge={LINE_EDGE} held={picture ?? null} small />
        ) : (
          <Placeholder kind={entry.kind} />
        )}
      </span>
      <span aria-hidden dir="auto" className={cx('min-w-0 flex-1 truncate', entry.pick === 'rejected' && 'text-text-3 line-through')}>
        {asset?.kept.title ?? asset?.prompt ?? asset?.modelName}
      </span>
      <span className="relative h-full w-24 shrink-0">
        {asset && <KeptBadges entry={entry} favourite={asset.kept.favourite} className="absolute inset-y-0 left-0 items-center" />}
        {stack !== null && <StackBadge stack={stack} count={stackCount} open={stackOpen} />}
      </span>
      <Cell width="w-32">{asset?.modelName}</Cell>
      <Cell width="w-24" mono>
        {asset && (asset.durationS === null ? sizeWords(asset) : clipLength(asset.durationS))}
      </Cell>
      <Cell width="w-28" mono hidden>
        {asset && fileWords(asset)}
      </Cell>
      <Cell width="w-28" mono>
        <Made createdAt={entry.createdAt} />
      </Cell>
    </div>
  );
});

function Cell({ width, mono = false, hidden = false, children }: { width: string; mono?: boolean; hidden?: boolean; children: ReactNode }) {
  return (
    <span aria-hidden className={cx('shrink-0 truncate text-small text-text-2', width, mono && 'mono text-right', hidden && 'max-wide:hidden')}>
      {children}
    </span>
  );
}

function Made({ createdAt }: { createdAt: number }) {
  return moment(createdAt, useNow(MINUTE_MS));
}
