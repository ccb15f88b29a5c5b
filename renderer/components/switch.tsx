import { Switch as Base } from '@base-ui/react/switch';
import type { ReactNode } from 'react';

/** On or off, at once. The words stand beside it. */
export function Switch({
  checked,
  onChange,
  children,
  disabled = false,
}: {
  checked: boolean;
  onChange(checked: boolean): void;
  children: ReactNode;
  disabled?: boolean;
}) {
  return (
    <label className="inline-flex items-center gap-2 text-body whitespace-nowrap text-text-2">
      <Base.Root
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        className="flex h-4 w-7 shrink-0 items-center rounded-full bg-control p-0.5 inset-ring inset-ring-line-3 transition-colors hover:bg-control-hi data-checked:bg-now data-checked:inset-ring-now data-disabled:bg-transparent data-disabled:inset-ring-line"
      >
        <Base.Thumb className="size-3 rounded-full bg-text-2 transition-transform data-checked:translate-x-3 data-checked:bg-now-ink data-disabled:bg-text-off" />
      </Base.Root>
      {children}
    </label>
  );
}
