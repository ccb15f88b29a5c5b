import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { Segment } from '../../../components/segment.tsx';
import { showToast } from '../../../components/toasts.ts';
import { counted } from '../../../look/numbers.ts';
import { useClient } from '../../../state/engine.tsx';
import { useAssetDetails } from '../../../state/use-library.ts';
import { keepAssets } from '../select/cull.ts';
import { undoLast } from '../select/undo-steps.ts';
import { keepOfKey } from '../select/keep-keys.ts';
import { only } from '../select/selection.ts';
import { select } from '../select/use-selection.ts';
import { changeComparison, closeComparison, useComparison, withWinner, type Comparison } from './comparison.ts';
import { FITS, lockedZoom, type Locked } from './locked.ts';
import { Overlay } from './overlay.tsx';
import { Pane } from './pane.tsx';
import { Together } from './together.tsx';

/** Two to four assets over the whole window, looked at in the same place. */
export function Comparing() {
  const comparison = useComparison((state) => state.open);
  const details = useAssetDetails();
  const ids = comparison?.ids;
  useEffect(() => {
    for (const id of ids ?? []) details.one(id).catch(() => null);
  }, [ids, details]);
  if (!comparison) return null;
  const assets = comparison.ids.flatMap((id) => details.get(id) ?? []);
  return <Opened comparison={comparison} assets={assets} />;
}

function Opened({ comparison, assets }: { comparison: Comparison; assets: readonly AssetView[] }) {
  const client = useClient();
  const popup = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const [locked, setLocked] = useState<Locked>(FITS);
  const focused = assets[Math.min(at, assets.length - 1)];

  function crown(winner: AssetView): void {
    const next = withWinner(comparison, winner.id);
    if (next.ids.length > 1) {
      setAt(0);
      return changeComparison(() => next);
    }
    closeComparison();
    select(() => only(winner.id));
    void keepAssets(client, [winner.id], { pick: 'picked' });
    showToast({ glyph: 'done', title: 'The winner is picked', detail: 'It is the one in focus. The others stay as they are.' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || !focused || (event.target instanceof HTMLElement && event.target.closest('input, [role="radio"]'))) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'z') return;
      void undoLast(client);
    } else if (!plainKey(event.key, focused)) return;
    event.preventDefault();
  }

  function plainKey(key: string, asset: AssetView): boolean {
    const change = keepOfKey(key);
    const act = {
      ArrowLeft: () => setAt(Math.max(0, at - 1)),
      ArrowRight: () => setAt(Math.min(assets.length - 1, at + 1)),
      Enter: () => crown(asset),
      z: () => setLocked(FITS),
      '+': () => zoomAll(1.25),
      '=': () => zoomAll(1.25),
      '-': () => zoomAll(0.8),
      v: () => changeManner(comparison.manner === 'overlay' ? 'side-by-side' : 'overlay'),
    }[key];
    if (change) void keepAssets(client, [asset.id], change);
    else if (act) act();
    return change !== null || act !== undefined;
  }

  /** About the middle, for a pane of any size. */
  function zoomAll(factor: number): void {
    setLocked((view) => lockedZoom(view, factor, { x: 0, y: 0 }, { width: 1, height: 1 }, { width: 1, height: 1 }));
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && closeComparison()}>
      <Dialog.Portal>
        <Dialog.Popup ref={popup} tabIndex={-1} initialFocus={popup} onKeyDown={onKeyDown} className="fixed inset-0 z-30 flex flex-col bg-well outline-none">
          <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line bg-bg pr-2 pl-4">
            <Dialog.Title className="text-body font-medium">Compare {comparison.ids.length}</Dialog.Title>
            {comparison.queue.length > 0 && (
              <span className="text-small text-text-2">{counted(comparison.queue.length, 'more comes', 'more come')} against the winner</span>
            )}
            <span className="min-w-0 flex-1 truncate text-small text-text-3">
              Enter keeps the one in focus · 0–5 rate · P pick · X reject · V overlay · Z fit
            </span>
            <Together assets={assets} />
            <Button size="small" look={locked.zoom === 1 ? 'default' : 'ghost'} aria-pressed={locked.zoom === 1} onClick={() => setLocked(FITS)}>
              Fit
            </Button>
            <Segment
              label="Manner"
              value={comparison.manner}
              onChange={changeManner}
              choices={[
                { value: 'side-by-side', label: 'Side by side' },
                { value: 'overlay', label: 'Overlay' },
              ]}
            />
            <Dialog.Close render={<IconButton label="Close" icon={<X size={16} aria-hidden />} />} />
          </header>
          {comparison.manner === 'overlay' ? (
            <Overlay assets={assets} at={Math.max(1, at)} onAt={setAt} locked={locked} onLocked={setLocked} />
          ) : (
            <div className="grid min-h-0 flex-1 gap-px bg-line" style={{ gridTemplateColumns: `repeat(${columnsOf(assets.length)}, minmax(0, 1fr))` }}>
              {assets.map((asset, index) => (
                <Pane
                  key={asset.sha256}
                  asset={asset}
                  focused={asset === focused}
                  onFocus={() => setAt(index)}
                  onWin={() => crown(asset)}
                  locked={locked}
                  onLocked={setLocked}
                />
              ))}
            </div>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function changeManner(manner: Comparison['manner']): void {
  changeComparison((comparison) => ({ ...comparison, manner }));
}

/** Two or three in a row, four in a square. */
function columnsOf(count: number): number {
  return count === 4 ? 2 : Math.max(1, count);
}
