import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useTitleSlots } from './title-slots.ts';

export interface ScreenTitleProps {
  /** The screen's name, or what is open in it. */
  title: string;
  /** Where `title` lies: a link back, before it. */
  within?: { title: string; href: string };
  /** A few words on the state of things: `5 batches, 3 moving`. */
  detail?: string;
  /** Instead of title and detail: draft tabs. */
  tabs?: ReactNode;
  /** The screen's actions: buttons. */
  actions?: ReactNode;
}

/** Puts a screen's name and actions into the title bar. One on each screen. */
export function ScreenTitle({ title, within, detail, tabs, actions }: ScreenTitleProps) {
  const { title: titleSlot, actions: actionsSlot } = useTitleSlots();
  return (
    <>
      {titleSlot && createPortal(tabs ?? <Name title={title} within={within} detail={detail} />, titleSlot)}
      {actionsSlot && actions && createPortal(actions, actionsSlot)}
    </>
  );
}

function Name({ title, within, detail }: { title: string; within: ScreenTitleProps['within']; detail: string | undefined }) {
  return (
    <div className="flex min-w-0 items-baseline gap-3 px-4">
      {within && (
        <>
          <a href={within.href} className="no-drag rounded-chip text-body text-text-2 hover:text-text">
            {within.title}
          </a>
          <span aria-hidden className="text-text-3">
            ›
          </span>
        </>
      )}
      <h1 className="truncate text-body font-semibold text-text">{title}</h1>
      {detail && <span className="truncate text-small text-text-2">{detail}</span>}
    </div>
  );
}
