import { Flag, X } from 'lucide-react';
import type { Kept } from '../../../../shared/domain.ts';
import { IconButton } from '../../../components/button.tsx';

/** Pick and reject; the one that is set takes itself back. */
export function PickButtons({ pick, onPick }: { pick: Kept['pick']; onPick(pick: Kept['pick']): void }) {
  const [picked, rejected] = [pick === 'picked', pick === 'rejected'];
  return (
    <span className="inline-flex">
      <IconButton
        label={picked ? 'No longer a pick (U)' : 'Pick (P)'}
        aria-pressed={picked}
        look={picked ? 'default' : 'ghost'}
        icon={<Flag size={14} fill={picked ? 'currentColor' : 'none'} aria-hidden />}
        onClick={() => onPick(picked ? null : 'picked')}
      />
      <IconButton
        label={rejected ? 'No longer a reject (U)' : 'Reject (X)'}
        aria-pressed={rejected}
        look={rejected ? 'default' : 'ghost'}
        icon={<X size={15} strokeWidth={rejected ? 3 : 1.75} aria-hidden />}
        onClick={() => onPick(rejected ? null : 'rejected')}
      />
    </span>
  );
}
