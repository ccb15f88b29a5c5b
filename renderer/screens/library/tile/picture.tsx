import { useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { cx } from '../../../components/cx.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { pictureFor } from '../../../components/picture-for.ts';
import { KindIcon } from '../../compose/picker/kind-icon.tsx';

interface PictureProps {
  asset: AssetView;
  /** The longer edge of its place, px, where that is small: what is shown there has few pixels more than are seen. */
  edge?: number;
  /** An address that holds its bytes, where they were read with others'; without it, it has its own. */
  held?: string | null;
  /** No words in it. */
  small?: boolean;
  className?: string | false;
}

/**
 * An asset's thumbnail (give it the hash as `key`), filling its place; an outline while it is being made. Grey where the file cannot be had: it is
 * missing, or its drive is not connected. Sound has a waveform, which is no picture.
 */
export function Picture({ asset, edge = Infinity, held = null, small = false, className }: PictureProps) {
  const client = useClient();
  const here = useEngine((state) => state.status?.library.here ?? true);
  const [away, setAway] = useState(false);
  if (away) return <Away small={small} className={className} />;
  if (asset.thumbnail !== 'ready' || asset.kind === 'audio') {
    return asset.missing ? <Away small={small} className={className} /> : <NoPicture asset={asset} small={small} className={className} />;
  }
  return (
    <>
      <img
        src={held ?? client.mediaUrl(pictureFor(edge, devicePixelRatio), asset.sha256)}
        alt=""
        draggable={false}
        decoding="async"
        onError={() => setAway(true)}
        className={cx('size-full bg-panel object-cover', (asset.missing || !here) && 'opacity-50 grayscale', className)}
      />
      {asset.missing && !small && (
        <span className="absolute inset-x-0 top-1/2 -translate-y-1/2 bg-bg/80 py-0.5 text-center text-label text-text">file not found</span>
      )}
    </>
  );
}

/** Before its row is read: its place, which is known already. */
export function Placeholder({ kind }: { kind: AssetView['kind'] }) {
  return (
    <span className="flex size-full items-center justify-center bg-panel text-text-3">
      <KindIcon kind={kind} />
    </span>
  );
}

function NoPicture({ asset, small, className }: { asset: AssetView; small: boolean; className: string | false | undefined }) {
  const words = small || asset.thumbnail === 'wanted' || asset.kind === 'audio' ? null : `${asset.extension.toUpperCase()}, no preview`;
  return (
    <span className={cx('flex size-full flex-col items-center justify-center gap-1 bg-panel text-text-3 inset-ring inset-ring-line-2', className)}>
      <KindIcon kind={asset.kind} />
      {words && <span className="max-w-full truncate px-2 text-label">{words}</span>}
    </span>
  );
}

/** Its file cannot be reached: grey, and said in a word. */
function Away({ small, className }: { small: boolean; className?: string | false | undefined }) {
  return <span className={cx('flex size-full items-center justify-center bg-wait/60 text-label text-text', className)}>{small ? '' : 'away'}</span>;
}
