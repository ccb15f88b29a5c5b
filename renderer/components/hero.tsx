import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export interface HeroFigureProps {
  label: string;
  figure: string;
  detail?: string | undefined;
  tone?: 'text' | 'fail' | 'unsure';
  /** Left out where the window is low. */
  spare?: boolean;
  /** Its share of the band's width beside the others' (1). Widths never follow the figures. */
  share?: number;
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

export function HeroFigure({ label, figure, detail, tone = 'text', spare = false, share = 1 }: HeroFigureProps) {
  return (
    <div
      style={{ flex: `${share} 1 0` }}
      className={cx('flex min-w-0 flex-col border-line px-3 pt-2.5 mid:px-4 pb-2 not-first:border-l', spare && 'low:hidden')}
    >
      <dt className="truncate text-small text-text-2">{label}</dt>
      <dd className="flex min-w-0 flex-col gap-x-2 min-[1440px]:flex-row min-[1440px]:items-baseline">
        <span className={cx('hero whitespace-nowrap', TONES[tone])}>{figure}</span>
        <span title={detail} className="mono min-h-4 min-w-0 truncate text-label text-text-3">
          {detail}
        </span>
      </dd>
    </div>
  );
}
