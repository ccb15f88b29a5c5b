import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { cx } from './cx.ts';

export interface Choice<V extends string> {
  value: V;
  label: string;
}

export interface SelectProps<V extends string> {
  value: V;
  choices: readonly Choice<V>[];
  onChange(value: V): void;
  id?: string;
  label?: string;
  disabled?: boolean;
  invalid?: boolean;
  className?: string;
}

/** One of several, where a segment would be too wide. */
export function Select<V extends string>({ value, choices, onChange, id, label, disabled, invalid, className }: SelectProps<V>) {
  return (
    <Base.Root items={choices} value={value} onValueChange={(next) => next !== null && onChange(next)} disabled={disabled ?? false}>
      <Base.Trigger
        id={id}
        aria-label={label}
        aria-invalid={invalid || undefined}
        className={cx(
          'flex h-7 min-w-0 items-center justify-between gap-2 rounded-control bg-well px-2.5 text-body text-text inset-ring inset-ring-line-2 hover:inset-ring-line-3 data-disabled:bg-transparent data-disabled:text-text-off data-popup-open:inset-ring-line-3',
          'focus-visible:inset-ring-now focus-visible:ring-2 focus-visible:ring-now/35 focus-visible:outline-none aria-invalid:inset-ring-fail',
          className,
        )}
      >
        <Base.Value className="truncate" />
        <ChevronDown size={14} aria-hidden className="shrink-0 text-text-2" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-40 outline-none">
          <Base.Popup className="max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-panel bg-raised py-1 shadow-float outline-none transition-opacity duration-(--duration-menu) data-ending-style:opacity-0 data-starting-style:opacity-0">
            {choices.map((choice) => (
              <Base.Item
                key={choice.value}
                value={choice.value}
                className="flex h-7 items-center gap-3 pr-2 pl-3 text-body text-text outline-none data-highlighted:bg-control-hi"
              >
                <Base.ItemText className="flex-1">{choice.label}</Base.ItemText>
                <Base.ItemIndicator>
                  <Check size={14} aria-hidden className="text-text-2" />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
