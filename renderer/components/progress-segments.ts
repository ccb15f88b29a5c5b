import type { JobCounts } from '../../shared/job-state.ts';

export type ProgressTone = 'done' | 'now' | 'fail' | 'unsure';

export interface ProgressSegment {
  tone: ProgressTone;
  /** Of the whole bar, 0 to 1. */
  share: number;
}

/** Least share of a segment that has any job, so that one failure shows. */
const LEAST = 0.015;

/** What of a batch is done, moving, failed, uncertain. Done gives way to the little ones so that all fit. */
export function progressSegments(counts: JobCounts, total: number): ProgressSegment[] {
  if (total === 0) return [];
  const part = (jobs: number) => (jobs === 0 ? 0 : Math.max(LEAST, jobs / total));
  const now = part(counts.submitting + counts.running + counts.collecting);
  const fail = part(counts.failed);
  const unsure = part(counts.uncertain);
  const done = Math.min(counts.done === 0 ? 0 : Math.max(LEAST, counts.done / total), Math.max(0, 1 - now - fail - unsure));
  const all: ProgressSegment[] = [
    { tone: 'done', share: done },
    { tone: 'now', share: now },
    { tone: 'fail', share: fail },
    { tone: 'unsure', share: unsure },
  ];
  return all.filter((segment) => segment.share > 0);
}
