import { Download, Ellipsis, Flag, FlagOff, LayoutGrid, SquareX, Trash2, Wrench, X } from 'lucide-react';
import { Button, IconButton } from '../../../components/button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { count, counted } from '../../../look/numbers.ts';
import { useClient } from '../../../state/engine.tsx';
import { openIo } from '../io/io-dialog.ts';
import { openSheet } from '../io/sheet/open-sheet.ts';
import { exportSelected } from '../io/export-selected.ts';
import { keepAssets, trashAssets } from './cull.ts';
import type { KeepChange } from './keep-keys.ts';
import { Stars } from './stars.tsx';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** In place of the header while several assets are selected: how many, and what can be done with them. */
export function BulkBar({ ids, rating, onClear }: { ids: readonly number[]; rating: number | null; onClear(): void }) {
  const client = useClient();
  const keep = (change: KeepChange) => void keepAssets(client, ids, change);
  return (
    <div role="toolbar" aria-label={`${counted(ids.length, 'asset')} selected`} className="flex min-w-0 flex-1 items-center gap-2">
      <span className="mono pr-1 text-body font-medium whitespace-nowrap text-text">
        {count(ids.length)} <span className="plain">selected</span>
      </span>
      <Stars rating={rating} onRate={(stars) => keep({ rating: stars })} />
      <Button size="small" icon={<Flag {...ICON} />} onClick={() => keep({ pick: 'picked' })}>
        Pick
      </Button>
      <Button size="small" icon={<X {...ICON} />} onClick={() => keep({ pick: 'rejected' })}>
        Reject
      </Button>
      <IconButton size="small" label="Take the mark back" icon={<FlagOff {...ICON} />} onClick={() => keep({ pick: null })} />
      <IconButton size="small" label="Export" icon={<Download {...ICON} />} onClick={() => void exportSelected(client, ids)} />
      <Menu
        trigger={<IconButton size="small" label="More with them" icon={<Ellipsis {...ICON} />} />}
        items={[
          { label: 'Send to a tool …', icon: <Wrench {...ICON} />, run: () => openIo({ kind: 'send', ids }) },
          { label: 'Contact sheet …', icon: <LayoutGrid {...ICON} />, run: () => openSheet(ids) },
        ]}
      />
      <Button size="small" look="danger" icon={<Trash2 {...ICON} />} onClick={() => void trashAssets(client, ids)}>
        Move {count(ids.length)} to the trash
      </Button>
      <IconButton size="small" label="Select none" className="ml-auto" icon={<SquareX {...ICON} />} onClick={onClear} />
    </div>
  );
}
