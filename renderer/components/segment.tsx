import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export interface SegmentProps<V extends string> {
  label: string;
  value: V;
  choices: readonly { value: V; label: ReactNode }[];
  onChange(value: V): void;
  className?: string;
}

/** One of a few, all in sight. Arrow keys move. */
export function Segment<V extends string>({ label, value, choices, onChange, className }: SegmentProps<V>) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as V)}
      className={cx('inline-flex h-7 rounded-control bg-well p-0.5 inset-ring inset-ring-line-2', className)}
    >
      {choices.map((choice) => (
        <Radio.Root
          key={choice.value}
          value={choice.value}
          className="flex h-6 flex-1 items-center justify-center gap-2 rounded-chip px-2.5 text-small font-medium whitespace-nowrap text-text-2 transition-colors hover:text-text data-checked:bg-control-hi data-checked:text-text"
        >
          {choice.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
