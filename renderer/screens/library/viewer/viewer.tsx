import { Dialog } from '@base-ui/react/dialog';
import { ChevronLeft, ChevronRight, Info, Pause, Play, X } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { IconButton } from '../../../components/button.tsx';
import { count } from '../../../look/numbers.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { AssetActions } from '../inspector/asset-actions.tsx';
import { fileWords, sizeWords } from '../inspector/asset-facts.ts';
import { HowMade } from '../inspector/how-made.tsx';
import { LineageSection } from '../lineage/lineage-section.tsx';
import { keepAssets } from '../select/cull.ts';
import { undoLast } from '../select/undo-steps.ts';
import { keepOfKey } from '../select/keep-keys.ts';
import { Stars } from '../select/stars.tsx';
import { Media } from './media.tsx';
import { PickButtons } from './pick-buttons.tsx';
import { useSlideshow } from './use-slideshow.ts';

export interface ViewerProps {
  asset: AssetView;
  /** Its place among `total`, from 0; null when it is not in the list. */
  index: number | null;
  total: number;
  onStep(by: -1 | 1): void;
  onClose(): void;
}

/** One asset over the whole window. Arrows go on and back, digits rate, P X U pick, I tells how it was made, Esc closes. */
export function Viewer({ asset, index, total, onStep, onClose }: ViewerProps) {
  const client = useClient();
  const here = useEngine((state) => state.status?.library.here ?? true);
  const popup = useRef<HTMLDivElement>(null);
  const [informed, setInformed] = useState(false);
  const more = index !== null && index < total - 1;
  const slides = useSlideshow(asset, more, () => onStep(1));
  const keep = (change: Parameters<typeof keepAssets>[2]) => void keepAssets(client, [asset.id], change);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target instanceof HTMLMediaElement || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'z') return;
      void undoLast(client);
    } else {
      const change = keepOfKey(event.key);
      const act = { ArrowLeft: () => onStep(-1), ArrowRight: () => onStep(1), i: () => setInformed(!informed), s: slides.toggle }[event.key];
      if (change) keep(change);
      else if (act) act();
      else return;
    }
    event.preventDefault();
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup ref={popup} tabIndex={-1} initialFocus={popup} onKeyDown={onKeyDown} className="fixed inset-0 z-30 flex flex-col bg-well outline-none">
          <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line bg-bg pr-2 pl-4">
            <Dialog.Title dir="auto" className="min-w-0 flex-1 truncate text-body font-medium">
              {asset.kept.title ?? asset.prompt ?? asset.modelName}
            </Dialog.Title>
            <span className="mono shrink-0 text-small text-text-3 max-mid:hidden">
              {[sizeWords(asset), fileWords(asset)].filter((words) => words !== null).join(', ')}
            </span>
            {index !== null && (
              <span className="mono shrink-0 text-small text-text-2">
                {count(index + 1)}/{count(total)}
              </span>
            )}
            <Stars rating={asset.kept.rating} onRate={(rating) => keep({ rating })} />
            <PickButtons pick={asset.kept.pick} onPick={(pick) => keep({ pick })} />
            <IconButton
              label={slides.playing ? 'Stop the slideshow (S)' : 'Start a slideshow (S)'}
              aria-pressed={slides.playing}
              disabledBecause={more || slides.playing ? undefined : 'This is the last of the list'}
              icon={slides.playing ? <Pause size={14} aria-hidden /> : <Play size={14} aria-hidden />}
              onClick={slides.toggle}
            />
            <IconButton label="How it was made (I)" aria-pressed={informed} icon={<Info size={15} aria-hidden />} onClick={() => setInformed(!informed)} />
            <Dialog.Close render={<IconButton label="Close" icon={<X size={16} aria-hidden />} />} />
          </header>
          <div className="flex min-h-0 flex-1">
            <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
              <Media key={`${asset.sha256} ${here}`} asset={asset} />
              {index !== null && index > 0 && (
                <IconButton
                  label="Newer"
                  className="!absolute top-1/2 left-2 bg-bg/80"
                  icon={<ChevronLeft size={18} aria-hidden />}
                  onClick={() => onStep(-1)}
                />
              )}
              {more && (
                <IconButton
                  label="Older"
                  className="!absolute top-1/2 right-2 bg-bg/80"
                  icon={<ChevronRight size={18} aria-hidden />}
                  onClick={() => onStep(1)}
                />
              )}
            </div>
            {informed && (
              <aside aria-label="How it was made" className="flex w-81 shrink-0 flex-col border-l border-line bg-bg">
                <div className="min-h-0 flex-1 overflow-y-auto">
                  <HowMade asset={asset} />
                  <LineageSection asset={asset} />
                </div>
                <div className="flex shrink-0 flex-wrap gap-1 border-t border-line px-2.5 py-3">
                  <AssetActions asset={asset} />
                </div>
              </aside>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
