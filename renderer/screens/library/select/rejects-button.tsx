import { Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '../../../components/button.tsx';
import { counted } from '../../../look/numbers.ts';
import { useClient } from '../../../state/engine.tsx';
import type { OrderEntry } from '../../../state/asset-order.ts';
import { trashAssets } from './cull.ts';

/** The end of culling: all rejects of what is shown go to the trash together. */
export function RejectsButton({ entries }: { entries: readonly OrderEntry[] }) {
  const client = useClient();
  const ids = useMemo(() => entries.filter((entry) => entry.pick === 'rejected').map((entry) => entry.id), [entries]);
  if (ids.length === 0) return null;
  return (
    <Button look="ghost" icon={<Trash2 size={14} strokeWidth={1.5} aria-hidden />} onClick={() => void trashAssets(client, ids)}>
      Move {counted(ids.length, 'reject')} to the trash
    </Button>
  );
}
