import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export interface HeroFigureProps {
  label: string;
  figure: string;
  detail?: string | undefined;
  tone?: 'text' | 'fail' | 'unsure';
  /** Left out where the window is low. */
  spare?: boolean;
  className?: string;
}

const TONES = { text: 'text-text', fail: 'text-fail-text', unsure: 'text-unsure-text' } as const;

/** A band of large figures, divided by hairlines. */
export function HeroBand({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <dl aria-label={label} className={cx('flex shrink-0 overflow-hidden border-b border-line', className)}>
      {children}
    </dl>
  );
}

export function HeroFigure({ label, figure, detail, tone = 'text', spare = false, className }: HeroFigureProps) {
  return (
    <div className={cx('flex min-w-0 flex-1 flex-col border-line px-4 pt-2.5 pb-2 not-first:border-l', spare && 'low:hidden', className)}>
      <dt className="text-small whitespace-nowrap text-text-2">{label}</dt>
      <dd className="flex flex-wrap items-baseline gap-x-2">
        <span className={cx('hero whitespace-nowrap', TONES[tone])}>{figure}</span>
        <span className="mono min-h-4 text-label whitespace-nowrap text-text-3">{detail}</span>
      </dd>
    </div>
  );
}
