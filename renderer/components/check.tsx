import { Checkbox } from '@base-ui/react/checkbox';
import type { ReactNode } from 'react';

/** A box to tick, 14 px, with its words. */
export function Check({ checked, onChange, children }: { checked: boolean; onChange(checked: boolean): void; children: ReactNode }) {
  return (
    <label className="inline-flex items-center gap-2 text-body text-text">
      <Checkbox.Root
        checked={checked}
        onCheckedChange={onChange}
        className="flex size-3.5 shrink-0 items-center justify-center rounded-chip bg-well inset-ring inset-ring-line-3 hover:bg-control-hi data-checked:bg-now data-checked:text-now-ink data-checked:inset-ring-now"
      >
        <Checkbox.Indicator>
          <svg viewBox="0 0 12 12" width={12} height={12} aria-hidden className="block">
            <path d="M2.5 6.2 5 8.6l4.6-5" fill="none" stroke="currentColor" strokeWidth={2} />
          </svg>
        </Checkbox.Indicator>
      </Checkbox.Root>
      {children}
    </label>
  );
}
