import type { AssetView } from '../../../../shared/domain.ts';
import { cx } from '../../../components/cx.ts';
import { dateWords } from '../../../look/times.ts';
import { useNow } from '../../../state/clock.ts';
import { fileWords, sizeWords } from '../inspector/asset-facts.ts';
import { Picture } from '../tile/picture.tsx';

const MINUTE_MS = 60_000;

/** One of a group: its picture, what tells it from the others, and whether it stays. */
export function DuplicateChoice({ asset, group, chosen, onChoose }: { asset: AssetView; group: string; chosen: boolean; onChoose(): void }) {
  const made = dateWords(asset.createdAt, useNow(MINUTE_MS));
  const { rating, tags } = asset.kept;
  return (
    <label
      className={cx(
        'flex w-44 cursor-pointer flex-col gap-1 rounded-control p-2 has-focus-visible:outline-2 has-focus-visible:outline-now',
        chosen ? 'bg-raised inset-ring inset-ring-now' : 'hover:bg-panel',
      )}
    >
      <span className="block aspect-square w-full overflow-hidden rounded-tile bg-well">
        <Picture key={asset.sha256} asset={asset} />
      </span>
      <span className="flex items-center gap-2">
        <input type="radio" name={group} checked={chosen} onChange={onChoose} className="accent-now outline-none" />
        <span className={cx('text-small font-medium', chosen ? 'text-text' : 'text-text-2')}>{chosen ? 'Keep' : 'To the trash'}</span>
      </span>
      <span className="mono truncate text-small text-text-2">{sizeWords(asset) ?? fileWords(asset)}</span>
      {asset.width !== null && <span className="mono truncate text-small text-text-2">{fileWords(asset)}</span>}
      <bdi className="truncate text-small text-text-2">{asset.modelName || 'Imported'}</bdi>
      <span className="truncate text-small text-text-2">{made}</span>
      <span className="truncate text-small text-text-3">
        {[rating === null ? 'not rated' : `${rating} ${rating === 1 ? 'star' : 'stars'}`, ...tags].join(' · ')}
      </span>
    </label>
  );
}
