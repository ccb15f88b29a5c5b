import { Dialog } from '@base-ui/react/dialog';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { unreachable } from '../../../../shared/unreachable.ts';
import type { AssetView } from '../../../../shared/domain.ts';
import { IconButton } from '../../../components/button.tsx';
import { count } from '../../../look/numbers.ts';
import { AssetActions } from '../inspector/asset-actions.tsx';
import { fileWords, sizeWords } from '../inspector/asset-facts.ts';
import { AudioView } from './audio-view.tsx';
import { CannotShow } from './cannot-show.tsx';
import { ImageView } from './image-view.tsx';
import { VideoView } from './video-view.tsx';

export interface ViewerProps {
  asset: AssetView;
  /** Its place among `total`, from 0; null when it is not in the list. */
  index: number | null;
  total: number;
  onStep(by: -1 | 1): void;
  onClose(): void;
}

/** One asset over the whole window. Arrows go on and back, Esc closes. */
export function Viewer({ asset, index, total, onStep, onClose }: ViewerProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={popup}
          tabIndex={-1}
          initialFocus={popup}
          onKeyDown={(event) => onKey(event, onStep)}
          className="fixed inset-0 z-30 flex flex-col bg-well outline-none"
        >
          <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line bg-bg pr-2 pl-4">
            <Dialog.Title dir="auto" className="min-w-0 truncate text-body font-medium">
              {asset.prompt ?? asset.modelName}
            </Dialog.Title>
            <span className="mono shrink-0 text-small text-text-3">{[sizeWords(asset), fileWords(asset)].filter((words) => words !== null).join(', ')}</span>
            <span className="flex-1" />
            {index !== null && (
              <span className="mono shrink-0 text-small text-text-2">
                {count(index + 1)}/{count(total)}
              </span>
            )}
            <AssetActions asset={asset} />
            <Dialog.Close render={<IconButton label="Close" icon={<X size={16} aria-hidden />} />} />
          </header>
          <div className="relative flex min-h-0 flex-1 flex-col">
            <Media key={asset.sha256} asset={asset} />
            {index !== null && index > 0 && (
              <IconButton label="Newer" className="!absolute top-1/2 left-2 bg-bg/80" icon={<ChevronLeft size={18} aria-hidden />} onClick={() => onStep(-1)} />
            )}
            {index !== null && index < total - 1 && (
              <IconButton
                label="Older"
                className="!absolute top-1/2 right-2 bg-bg/80"
                icon={<ChevronRight size={18} aria-hidden />}
                onClick={() => onStep(1)}
              />
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Arrows inside a player's own controls seek. */
function onKey(event: KeyboardEvent, onStep: (by: -1 | 1) => void): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  if (event.target instanceof HTMLMediaElement) return;
  event.preventDefault();
  onStep(event.key === 'ArrowLeft' ? -1 : 1);
}

function Media({ asset }: { asset: AssetView }) {
  switch (asset.kind) {
    case 'image':
      return <ImageView asset={asset} />;
    case 'video':
      return <VideoView asset={asset} />;
    case 'audio':
      return <AudioView asset={asset} />;
    case 'other':
      return <CannotShow asset={asset} why="decode" />;
    default:
      return unreachable(asset.kind);
  }
}
