import { Images, X } from 'lucide-react';
import { IconButton } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { Thumbnail } from '../../../components/thumbnail.tsx';
import { bytes } from '../../../look/numbers.ts';
import { useNow } from '../../../state/clock.ts';
import { useDraft } from '../draft/draft-store.ts';
import { KindIcon } from '../picker/kind-icon.tsx';
import { assetName, wayWords } from './media-words.ts';
import { useAsset, useWay } from './use-asset.ts';

export interface ChosenFileProps {
  sha256: string;
  /** Of the field, for its buttons' names. */
  name: string;
  onReplace(): void;
  onRemove(): void;
}

/** A file of the library in a field: its picture, its name, and what the API will get for it. */
export function ChosenFile({ sha256, name, onReplace, onRemove }: ChosenFileProps) {
  const asset = useAsset(sha256);
  const model = useDraft().model;
  const way = useWay(sha256, model);
  const now = useNow(60_000);
  const gone = asset === null;
  return (
    <div
      role="group"
      aria-label={`File for ${name}`}
      className="flex min-w-0 items-center gap-3 rounded-control bg-well p-1.5 pr-1 inset-ring inset-ring-line-2"
    >
      {asset?.kind === 'audio' ? (
        <span className="flex size-13 shrink-0 items-center justify-center rounded-tile bg-control text-text-2">
          <KindIcon kind="audio" />
        </span>
      ) : (
        <Thumbnail sha256={sha256} ready={asset?.thumbnail === 'ready'} className="size-13" />
      )}
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-baseline gap-2">
          <span dir="auto" className="truncate text-body text-text">
            {asset ? assetName(asset) : gone ? 'This file is no longer in the library' : 'Looking for it in the library'}
          </span>
          {asset && <span className="mono shrink-0 text-small text-text-3">{sizeWords(asset)}</span>}
        </p>
        {way && !gone && (
          <p data-way={way.kind} className={cx('text-small', way.kind === 'none' ? 'text-fail-text' : 'text-text-2')}>
            {wayWords(way, now)}
          </p>
        )}
      </div>
      <IconButton label={`Another file for ${name}`} icon={<Images size={14} aria-hidden />} onClick={onReplace} />
      <IconButton label={`Take the file out of ${name}`} icon={<X size={14} aria-hidden />} onClick={onRemove} />
    </div>
  );
}

function sizeWords(asset: { width: number | null; height: number | null; bytes: number }): string {
  return asset.width !== null && asset.height !== null ? `${asset.width}×${asset.height}` : bytes(asset.bytes);
}
