import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';
import { Tooltip } from './tooltip.tsx';

export type ButtonLook = 'default' | 'primary' | 'danger' | 'ghost';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  look?: ButtonLook;
  /** 28 px, 24 small, 36 for the one that queues. */
  size?: 'small' | 'medium' | 'large';
  icon?: ReactNode;
  /** The label stays, the glyph turns. */
  busy?: boolean | undefined;
  /** Why it cannot be pressed, shown on hover and read aloud. */
  disabledBecause?: string | undefined;
}

const BASE =
  'no-drag relative inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-control whitespace-nowrap font-medium transition-colors active:translate-y-px';
const SIZES = { small: 'h-6 px-2 text-small', medium: 'h-7 px-2.5 text-body', large: 'h-9 px-4 text-body' } as const;
const LOOKS = {
  default: 'bg-control text-text inset-ring inset-ring-line-2 hover:bg-control-hi',
  primary: 'bg-now text-now-ink font-semibold hover:bg-now-hi',
  danger: 'text-fail-text inset-ring inset-ring-fail/60 hover:inset-ring-fail hover:bg-fail/10',
  ghost: 'text-text-2 hover:bg-control-hi hover:text-text',
} as const;
const DISABLED = 'text-text-off inset-ring inset-ring-line active:translate-y-0';

/** A button says what it does and to how many: verb, number, object. */
export function Button({ look = 'default', size = 'medium', icon, busy = false, disabledBecause, className, children, onClick, ...rest }: ButtonProps) {
  const off = busy || disabledBecause !== undefined;
  const button = (
    <button
      type="button"
      {...rest}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      onClick={off ? (event) => event.preventDefault() : onClick}
      className={cx(BASE, SIZES[size], disabledBecause === undefined ? LOOKS[look] : DISABLED, busy && 'active:translate-y-0', className)}
    >
      {busy ? <BusyGlyph /> : icon}
      {children}
    </button>
  );
  return disabledBecause === undefined ? button : <Tooltip text={disabledBecause}>{button}</Tooltip>;
}

/** A square button of one icon; `label` is its accessible name and its tooltip. */
export function IconButton({ label, icon, className, ...rest }: Omit<ButtonProps, 'children' | 'icon'> & { label: string; icon: ReactNode }) {
  return (
    <Tooltip text={label}>
      <Button look="ghost" aria-label={label} className={cx('w-7 !px-0', className)} icon={icon} {...rest} />
    </Tooltip>
  );
}

export function BusyGlyph() {
  return (
    <svg viewBox="0 0 12 12" width={12} height={12} aria-hidden className="busy-turn shrink-0">
      <path d="M6 1.25A4.75 4.75 0 1 1 1.25 6" fill="none" stroke="currentColor" strokeWidth={1.5} />
    </svg>
  );
}
