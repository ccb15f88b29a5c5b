import { useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { Button } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { useClient } from '../../../state/engine.tsx';
import { CannotShow } from './cannot-show.tsx';
import { useRoom } from './use-room.ts';
import { useZoom } from './use-zoom.ts';
import type { Box } from './zoom.ts';

/** An image: whole, or pixel by pixel. What could not be decoded for its thumbnail is not tried here either. */
export function ImageView({ asset }: { asset: AssetView }) {
  const { room, ref } = useRoom();
  const [natural, setNatural] = useState<Box | null>(null);
  const [failed, setFailed] = useState(false);
  if (asset.thumbnail === 'none') return <CannotShow asset={asset} why="decode" />;
  if (failed) return <CannotShow asset={asset} why="away" />;
  const size = natural ?? (asset.width && asset.height ? { width: asset.width, height: asset.height } : null);
  return (
    <div ref={ref} className="relative min-h-0 flex-1 overflow-hidden">
      {room && size && <Zoomed asset={asset} image={size} room={room} onLoad={setNatural} onError={() => setFailed(true)} />}
      {!size && <Measure asset={asset} onLoad={setNatural} onError={() => setFailed(true)} />}
    </div>
  );
}

interface LoadProps {
  asset: AssetView;
  onLoad(size: Box): void;
  onError(): void;
}

function Zoomed({ asset, image, room, onLoad, onError }: LoadProps & { image: Box; room: Box }) {
  const client = useClient();
  const { view, fits, fit, actual, on } = useZoom(image, room);
  const percent = Math.round(view.scale * (globalThis.devicePixelRatio || 1) * 100);
  return (
    <>
      <div {...on} className={cx('absolute inset-0 touch-none', fits ? 'cursor-zoom-in' : 'cursor-grab active:cursor-grabbing')}>
        <img
          src={client.mediaUrl('asset', asset.sha256)}
          alt={asset.prompt ?? ''}
          draggable={false}
          onLoad={(event) => onLoad(naturalSize(event.currentTarget))}
          onError={onError}
          className="absolute top-1/2 left-1/2 max-w-none bg-contain bg-center"
          style={{
            width: image.width,
            height: image.height,
            translate: '-50% -50%',
            transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
            imageRendering: view.scale >= 3 ? 'pixelated' : 'auto',
            backgroundImage: asset.thumbnail === 'ready' ? `url("${client.mediaUrl('thumbnail', asset.sha256)}")` : undefined,
          }}
        />
      </div>
      <div className="absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-1 rounded-panel bg-raised p-1 shadow-float">
        <Button size="small" look={fits ? 'default' : 'ghost'} aria-pressed={fits} onClick={fit}>
          Fit
        </Button>
        <Button size="small" look="ghost" onClick={actual}>
          Pixel by pixel
        </Button>
        <output className="mono w-14 text-center text-small text-text-2">{percent} %</output>
      </div>
    </>
  );
}

/** The size is not in the store: the image tells it. */
function Measure({ asset, onLoad, onError }: LoadProps) {
  const client = useClient();
  return (
    <img
      src={client.mediaUrl('asset', asset.sha256)}
      alt=""
      onLoad={(event) => onLoad(naturalSize(event.currentTarget))}
      onError={onError}
      className="invisible"
    />
  );
}

function naturalSize(image: HTMLImageElement): Box {
  return { width: image.naturalWidth || 1, height: image.naturalHeight || 1 };
}
