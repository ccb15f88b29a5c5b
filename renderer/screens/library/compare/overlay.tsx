import { useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { Segment } from '../../../components/segment.tsx';
import type { Locked } from './locked.ts';
import { LockedMedia } from './locked-media.tsx';

export interface OverlayProps {
  assets: readonly AssetView[];
  /** Which lies over the first. */
  at: number;
  onAt(at: number): void;
  locked: Locked;
  onLocked(change: (locked: Locked) => Locked): void;
}

/** One over the first in the same place; a line between them that can be moved. */
export function Overlay({ assets, at, onAt, locked, onLocked }: OverlayProps) {
  const [share, setShare] = useState(50);
  const [base, over] = [assets[0], assets[Math.min(at, assets.length - 1)]];
  if (!base || !over) return null;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <LockedMedia key={base.sha256} asset={base} locked={locked} onLocked={onLocked} />
      <div className="pointer-events-none absolute inset-0 flex flex-col bg-well" style={{ clipPath: `inset(0 0 0 ${share}%)` }}>
        <LockedMedia key={over.sha256} asset={over} locked={locked} onLocked={onLocked} />
      </div>
      <span aria-hidden className="pointer-events-none absolute inset-y-0 w-0.5 -translate-x-1/2 bg-now" style={{ left: `${share}%` }} />
      <div className="absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-3 rounded-panel bg-raised px-3 py-2 shadow-float">
        <label className="flex items-center gap-2 text-small text-text-2">
          First
          <input
            type="range"
            aria-label="Where the line is"
            min={0}
            max={100}
            value={share}
            onChange={(event) => setShare(Number(event.target.value))}
            className="w-60 accent-now"
          />
        </label>
        {assets.length > 2 ? (
          <Segment
            label="Over the first"
            value={String(Math.min(at, assets.length - 1))}
            onChange={(value) => onAt(Number(value))}
            choices={assets.slice(1).map((_, index) => ({ value: String(index + 1), label: String(index + 2) }))}
          />
        ) : (
          <span className="text-small text-text-2">Second</span>
        )}
      </div>
    </div>
  );
}
