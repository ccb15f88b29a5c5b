import type { JobCounts } from '../../shared/job-state.ts';
import { cx } from './cx.ts';
import { progressSegments, type ProgressTone } from './progress-segments.ts';

const TONE: Readonly<Record<ProgressTone, string>> = {
  done: 'h-1 bg-done first:rounded-l-full last:rounded-r-full',
  now: 'h-2 bg-now rounded-[1px]',
  fail: 'h-2 bg-fail rounded-[1px]',
  unsure: 'h-2 bg-unsure rounded-[1px]',
};

/** 4 px; what is settled lies flat, what is not sticks out. Its figures stand beside it. */
export function Progress({ counts, total }: { counts: JobCounts; total: number }) {
  return (
    <div aria-hidden className="relative flex h-2 items-center">
      <div className="absolute inset-x-0 h-1 rounded-full bg-control-hi" />
      {progressSegments(counts, total).map((segment) => (
        <div key={segment.tone} className={cx('relative not-first:ml-px', TONE[segment.tone])} style={{ width: `${segment.share * 100}%` }} />
      ))}
    </div>
  );
}
