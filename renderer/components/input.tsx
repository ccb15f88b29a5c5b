import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';

/** The edge of everything one types into: sunk, and lit while it has the focus. `:has` covers controls inside a frame. */
export const SUNK =
  'rounded-control bg-well inset-ring inset-ring-line-2 transition-[box-shadow] hover:inset-ring-line-3 has-[:focus-visible]:inset-ring-now has-[:focus-visible]:ring-2 has-[:focus-visible]:ring-now/35 has-[[aria-invalid=true]]:inset-ring-fail has-[:disabled]:bg-transparent has-[:disabled]:inset-ring-line';

export interface InputProps extends Omit<ComponentProps<'input'>, 'size'> {
  invalid?: boolean | undefined;
  /** Numbers and code are mono. */
  mono?: boolean;
  /** Inside, in front: an icon. */
  leading?: ReactNode;
  /** Inside, at the end: a unit, a shortcut, a button. */
  trailing?: ReactNode;
}

export function Input({ invalid, mono, leading, trailing, className, ...rest }: InputProps) {
  return (
    <div className={cx('no-drag flex h-7 min-w-0 items-center gap-2 px-2', SUNK, className)}>
      {leading && <span className="shrink-0 text-text-3">{leading}</span>}
      <input
        autoComplete="off"
        spellCheck={false}
        {...rest}
        aria-invalid={invalid || undefined}
        className={cx('h-full min-w-0 flex-1 bg-transparent text-body text-text outline-none placeholder:text-text-3 disabled:text-text-off', mono && 'mono')}
      />
      {trailing && <span className="flex shrink-0 items-center text-small text-text-3">{trailing}</span>}
    </div>
  );
}

export interface TextAreaProps extends ComponentProps<'textarea'> {
  invalid?: boolean | undefined;
  mono?: boolean;
}

export function TextArea({ invalid, mono, className, ...rest }: TextAreaProps) {
  return (
    <div className={cx('flex min-w-0', SUNK, className)}>
      <textarea
        autoComplete="off"
        spellCheck={false}
        {...rest}
        aria-invalid={invalid || undefined}
        className={cx(
          'min-h-14 w-full flex-1 resize-none bg-transparent px-2.5 py-2 text-body text-text outline-none placeholder:text-text-3 disabled:text-text-off',
          mono && 'mono text-prompt',
        )}
      />
    </div>
  );
}
