import { useId, type ReactNode } from 'react';
import { cx } from './cx.ts';
import { Glyph } from './glyph.tsx';

export interface FieldProps {
  label: ReactNode;
  /** Beside the label, on the right: a range, a unit, what is locked. */
  hint?: ReactNode;
  /** Below it: what is wrong. */
  error?: ReactNode | undefined;
  className?: string;
  /** Draws the control; `id` and `errorId` tie it to label and message. */
  children(ids: { id: string; errorId: string | undefined }): ReactNode;
}

/** A label, a control, and under it what is wrong. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const errorId = error ? `${id}-error` : undefined;
  return (
    <div className={cx('flex min-w-0 flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="min-w-0 truncate text-small text-text-3">
          {label}
        </label>
        {hint && <span className="mono shrink-0 text-label text-text-3">{hint}</span>}
      </div>
      {children({ id, errorId })}
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string | undefined; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="flex items-start gap-2 text-small text-fail-text">
      <Glyph name="failed" size={10} className="mt-[3px]" />
      <span>{children}</span>
    </p>
  );
}
