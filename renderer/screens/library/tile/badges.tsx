import { Flag, Heart, Layers, Star, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../../components/cx.ts';
import { toggleStack } from '../query/view.ts';
import type { TileProps } from './tile-props.ts';

/** On pictures, which have any colour: the same in both themes. */
const ON_PICTURE = 'mono flex h-5 items-center gap-1 rounded-chip bg-[#090b0e]/80 px-1.5 text-label text-[#e7eaec]';

export function Badge({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span aria-hidden className={cx(ON_PICTURE, className)}>
      {children}
    </span>
  );
}

/** What was said about it: stars, a pick, a reject, a favourite. */
export function KeptBadges({ entry, favourite, className }: { entry: TileProps['entry']; favourite: boolean; className?: string }) {
  const { rating, pick } = entry;
  if (rating === null && pick === null && !favourite) return null;
  return (
    <span className={cx('flex gap-1', className)}>
      {rating !== null && (
        <Badge>
          <Star size={10} fill="currentColor" aria-hidden />
          {rating}
        </Badge>
      )}
      {pick === 'picked' && (
        <Badge>
          <Flag size={10} fill="currentColor" aria-hidden />
        </Badge>
      )}
      {pick === 'rejected' && (
        <Badge>
          <X size={11} strokeWidth={2.5} aria-hidden />
        </Badge>
      )}
      {favourite && (
        <Badge>
          <Heart size={10} fill="currentColor" aria-hidden />
        </Badge>
      )}
    </span>
  );
}

/** How many lie in the stack; a press opens or folds it. The keyboard has S. */
export function StackBadge({ stack, count, open }: { stack: string; count: number; open: boolean }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      title={open ? 'Fold the stack (S)' : 'Open the stack (S)'}
      aria-label={open ? `Fold the stack of ${count}` : `Open the stack of ${count}`}
      onClick={() => toggleStack(stack)}
      className={cx(ON_PICTURE, 'absolute top-1.5 right-1.5', open && 'bg-[#e7eaec]! text-[#090b0e]!')}
    >
      <Layers size={11} aria-hidden />
      {count}
    </button>
  );
}

/** On the tile under the pointer, and ticked on those that are selected; a press selects besides the others. */
export function CheckMark({ selected }: { selected: boolean }) {
  return (
    <span data-check aria-hidden className="absolute top-1 left-1 flex size-5.5 items-center justify-center">
      <span
        className={cx(
          'flex size-4 items-center justify-center rounded-chip',
          selected ? 'bg-now text-now-ink' : 'bg-[#090b0e]/60 text-transparent inset-ring inset-ring-[#e7eaec]/80',
        )}
      >
        <svg viewBox="0 0 12 12" width={12} height={12} className="block">
          <path d="M2.5 6.2 5 8.6l4.6-5" fill="none" stroke="currentColor" strokeWidth={2} />
        </svg>
      </span>
    </span>
  );
}
