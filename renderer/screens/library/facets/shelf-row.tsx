import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../../components/cx.ts';

export interface ShelfRowProps {
  icon: LucideIcon;
  words: string;
  trailing?: string;
  current: boolean;
  onOpen(): void;
  /** Beside it, at full strength on hover and focus. */
  menu?: ReactNode;
}

/** A place to look in: its name, and how many are there. */
export function ShelfRow({ icon: Icon, words, trailing, current, onOpen, menu }: ShelfRowProps) {
  return (
    <div className={cx('group flex h-7 items-center rounded-control pr-1 hover:bg-control', current && 'bg-control')}>
      <button
        type="button"
        aria-current={current || undefined}
        onClick={onOpen}
        className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-left"
      >
        <Icon size={14} strokeWidth={1.5} aria-hidden className={cx('shrink-0', current ? 'text-text' : 'text-text-2')} />
        <bdi className={cx('min-w-0 flex-1 truncate text-body', current ? 'text-text' : 'text-text-2')}>{words}</bdi>
        {trailing !== undefined && (
          <span className={cx('mono shrink-0 text-label text-text-3', menu !== undefined && 'group-focus-within:hidden group-hover:hidden')}>{trailing}</span>
        )}
      </button>
      {menu !== undefined && <span className="not-group-focus-within:not-group-hover:sr-only">{menu}</span>}
    </div>
  );
}
