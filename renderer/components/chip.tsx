import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

const BASE = 'inline-flex h-5 max-w-full items-center gap-1.5 rounded-chip px-2 text-small whitespace-nowrap';

export interface ChipProps {
  children: ReactNode;
  chosen?: boolean;
  /** Without it the chip is only read. */
  onClick?: () => void;
  /** Shows a cross with this accessible name. */
  onRemove?: () => void;
  removeLabel?: string;
  className?: string;
}

/** A label or a filter, 20 px. */
export function Chip({ children, chosen = false, onClick, onRemove, removeLabel, className }: ChipProps) {
  const look = cx(BASE, chosen ? 'bg-control-hi text-text' : 'bg-control text-text-2', className);
  if (onClick) {
    return (
      <button type="button" aria-pressed={chosen} onClick={onClick} className={cx(look, 'transition-colors hover:bg-control-hi hover:text-text')}>
        {children}
      </button>
    );
  }
  return (
    <span className={look}>
      <span className="truncate">{children}</span>
      {onRemove && (
        <button type="button" aria-label={removeLabel} onClick={onRemove} className="-mr-1 rounded-chip text-text-3 hover:text-text">
          <X size={12} aria-hidden />
        </button>
      )}
    </span>
  );
}
