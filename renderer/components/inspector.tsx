import { X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';

export interface InspectorProps {
  label: string;
  onClose(): void;
  /** 380 from 1280 on, as for a job; else 324. */
  broad?: boolean;
  children: ReactNode;
}

/** What is chosen, in detail: docked on the right, an overlay of 320 in narrow windows. Esc closes. */
export function Inspector({ label, onClose, broad = false, children }: InspectorProps) {
  useEscape(onClose);
  return (
    <aside
      aria-label={label}
      className={cx(
        'relative flex min-h-0 shrink-0 flex-col overflow-y-auto border-l border-line bg-bg',
        'max-mid:absolute max-mid:top-10 max-mid:right-0 max-mid:bottom-7 max-mid:z-20 max-mid:w-80 max-mid:shadow-float',
        broad ? 'mid:w-95' : 'mid:w-81',
        'wide:w-95 huge:w-105',
      )}
    >
      <IconButton label="Close" onClick={onClose} icon={<X size={14} aria-hidden />} className="!absolute top-2 right-2" />
      {children}
    </aside>
  );
}

/** Menus and dialogs above take their own Escape. */
function useEscape(run: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]')) return;
      run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [run]);
}

/** A part of an inspector, divided by hairlines. */
export function InspectorSection({ title, trailing, children }: { title?: string; trailing?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 border-b border-line px-4 py-3">
      {title && (
        <div className="flex min-h-6 items-center justify-between">
          <h3 className="text-small text-text-2">{title}</h3>
          {trailing}
        </div>
      )}
      {children}
    </section>
  );
}

/** Names and values, two columns. */
export function Facts({ rows }: { rows: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[92px_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-body">
      {rows.map((row) => (
        <div key={row.name} className="contents">
          <dt className="text-text-2">{row.name}</dt>
          <dd data-selectable className="min-w-0 break-words text-text">
            {row.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
