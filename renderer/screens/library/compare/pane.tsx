import { Trophy } from 'lucide-react';
import type { AssetView } from '../../../../shared/domain.ts';
import { Button } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { useClient } from '../../../state/engine.tsx';
import { keepAssets } from '../select/cull.ts';
import { Stars } from '../select/stars.tsx';
import { PickButtons } from '../viewer/pick-buttons.tsx';
import type { Locked } from './locked.ts';
import { LockedMedia } from './locked-media.tsx';

export interface PaneProps {
  asset: AssetView;
  focused: boolean;
  onFocus(): void;
  onWin(): void;
  locked: Locked;
  onLocked(change: (locked: Locked) => Locked): void;
}

/** One of what is compared, with what can be said about it. */
export function Pane({ asset, focused, onFocus, onWin, locked, onLocked }: PaneProps) {
  const client = useClient();
  const { kept } = asset;
  return (
    <section
      aria-label={kept.title ?? asset.prompt ?? asset.modelName}
      aria-current={focused || undefined}
      onPointerDown={onFocus}
      className={cx('flex min-h-0 min-w-0 flex-col bg-well', kept.pick === 'rejected' && 'opacity-60')}
    >
      <LockedMedia asset={asset} locked={locked} onLocked={onLocked} />
      <footer className={cx('flex min-h-9 flex-wrap items-center gap-2 border-t-2 bg-bg px-3 py-1', focused ? 'border-now' : 'border-line')}>
        <span dir="auto" className="min-w-0 flex-1 truncate text-small text-text-2">
          {kept.title ?? asset.prompt ?? asset.modelName}
        </span>
        {asset.seed !== null && <span className="mono text-small text-text-3">seed {asset.seed}</span>}
        <Stars rating={kept.rating} onRate={(rating) => void keepAssets(client, [asset.id], { rating })} />
        <PickButtons pick={kept.pick} onPick={(pick) => void keepAssets(client, [asset.id], { pick })} />
        <Button size="small" icon={<Trophy size={12} aria-hidden />} onClick={onWin}>
          Winner stays
        </Button>
      </footer>
    </section>
  );
}
