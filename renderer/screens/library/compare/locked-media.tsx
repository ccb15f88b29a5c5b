import { useState, type PointerEvent, type WheelEvent } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { cx } from '../../../components/cx.ts';
import { useClient } from '../../../state/engine.tsx';
import { AudioView } from '../viewer/audio-view.tsx';
import { CannotShow } from '../viewer/cannot-show.tsx';
import { useRoom } from '../viewer/use-room.ts';
import type { Box } from '../viewer/zoom.ts';
import { lockedPan, lockedZoom, viewOf, type Locked } from './locked.ts';

export interface LockedMediaProps {
  asset: AssetView;
  locked: Locked;
  onLocked(change: (locked: Locked) => Locked): void;
}

const STEP = 1.25;

/** A picture or film in its pane; wheel and drag move all panes alike. */
export function LockedMedia({ asset, locked, onLocked }: LockedMediaProps) {
  const { room, ref } = useRoom();
  const [natural, setNatural] = useState<Box | null>(null);
  const [failed, setFailed] = useState(false);
  if (asset.kind === 'audio') return <AudioView asset={asset} quiet />;
  if (asset.kind === 'other' || (asset.kind === 'image' && asset.thumbnail === 'none')) return <CannotShow asset={asset} why="decode" />;
  if (failed) return <CannotShow asset={asset} why="away" />;
  const known = asset.width && asset.height ? { width: asset.width, height: asset.height } : null;
  const image = natural ?? known ?? { width: 1, height: 1 };
  const usable = room && room.width > 0 && room.height > 0 ? room : null;

  const onWheel = (event: WheelEvent) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const at = { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
    if (usable) onLocked((view) => lockedZoom(view, event.deltaY < 0 ? STEP : 1 / STEP, at, image, usable));
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.buttons !== 1 || !usable) return;
    const by = { x: event.movementX, y: event.movementY };
    onLocked((view) => lockedPan(view, by, image, usable));
  };

  return (
    <div
      ref={ref}
      onWheel={onWheel}
      onPointerMove={onPointerMove}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      className={cx('relative min-h-0 flex-1 touch-none overflow-hidden', locked.zoom > 1 && 'cursor-grab active:cursor-grabbing')}
    >
      {usable && <Shown asset={asset} image={image} style={styleOf(locked, image, usable)} onSize={setNatural} onError={() => setFailed(true)} />}
    </div>
  );
}

function styleOf(locked: Locked, image: Box, room: Box) {
  const { scale, x, y } = viewOf(locked, image, room);
  return { width: image.width, height: image.height, translate: '-50% -50%', transform: `translate(${x}px, ${y}px) scale(${scale})` };
}

interface ShownProps {
  asset: AssetView;
  image: Box;
  style: ReturnType<typeof styleOf>;
  onSize(size: Box): void;
  onError(): void;
}

function Shown({ asset, style, onSize, onError }: ShownProps) {
  const client = useClient();
  const url = client.mediaUrl('asset', asset.sha256);
  const place = 'absolute top-1/2 left-1/2 max-w-none select-none';
  if (asset.kind === 'video')
    return (
      <video
        src={url}
        data-in-step
        muted
        loop
        playsInline
        style={style}
        aria-label={asset.prompt ?? 'Video'}
        onLoadedMetadata={({ currentTarget }) => onSize({ width: currentTarget.videoWidth || 1, height: currentTarget.videoHeight || 1 })}
        onError={onError}
        className={place}
      />
    );
  return (
    <img
      src={url}
      alt={asset.prompt ?? ''}
      draggable={false}
      style={style}
      onLoad={({ currentTarget }) => onSize({ width: currentTarget.naturalWidth || 1, height: currentTarget.naturalHeight || 1 })}
      onError={onError}
      className={place}
    />
  );
}
