import { cx } from './cx.ts';

export interface AllowanceBarProps {
  used: number;
  limit: number | null;
  tone: 'use' | 'flight';
  /** The server said so, though the limit that we know is not reached: its own may be lower. */
  spent?: boolean;
}

/** A share of an allowance, 4 px. Spent is `wait`, jobs in flight are `now`. Its figures stand beside it. */
export function AllowanceBar({ used, limit, tone, spent = false }: AllowanceBarProps) {
  const share = spent ? 1 : limit === null || limit === 0 ? 0 : Math.min(1, used / limit);
  const colour = tone === 'flight' ? 'bg-now' : share >= 1 ? 'bg-wait' : 'bg-text-2';
  return (
    <div aria-hidden className="h-1 min-w-0 flex-1 overflow-hidden rounded-full bg-control-hi">
      <div className={cx('h-full', colour)} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
