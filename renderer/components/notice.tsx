import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Glyph } from './glyph.tsx';

/** An error in its place: what happened, what it cost, what to do next, and up to three actions. */
export function ErrorNotice({
  title,
  children,
  actions,
  className,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string | undefined;
}) {
  return (
    <div role="alert" className={cx('flex gap-3 border-l-3 border-fail bg-panel py-3 pr-4 pl-3', className)}>
      <Glyph name="failed" className="mt-1" />
      <div className="min-w-0 flex-1">
        <p className="text-body font-medium break-words text-text">{title}</p>
        {children && <div className="text-small text-text-2">{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
