import { cx } from './cx.ts';

/** A key on the keyboard, or several pressed together: `Ctrl K`. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return <kbd className={cx('mono inline-flex h-4 items-center rounded-chip px-1 text-label text-text-2 inset-ring inset-ring-line-2', className)}>{keys}</kbd>;
}
