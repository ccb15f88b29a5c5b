import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { cx } from './cx.ts';

export interface DialogProps {
  open: boolean;
  onClose(): void;
  title: string;
  children: ReactNode;
  /** Gets the focus when it opens; else the first control. */
  initialFocus?: RefObject<HTMLElement | null>;
  className?: string;
}

/** 420 wide, `raised`, over a scrim. Escape and a click outside close it. */
export function Dialog({ open, onClose, title, children, initialFocus, className }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-well/60 transition-opacity duration-(--duration-menu) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={initialFocus}
          className={cx(
            'fixed top-1/2 left-1/2 z-30 flex max-h-[calc(100dvh-64px)] w-105 max-w-[calc(100vw-48px)] -translate-1/2 flex-col gap-4 overflow-y-auto rounded-panel bg-raised p-4 shadow-float outline-none transition-opacity duration-(--duration-menu) data-ending-style:opacity-0 data-starting-style:opacity-0',
            className,
          )}
        >
          <Base.Title className="text-title font-semibold">{title}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
