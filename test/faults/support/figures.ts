import type { WorkspaceRecord } from '../checks/record.ts';
import type { Served } from '../checks/served.ts';

/** What a test did and found, as one line for whoever reads the run. */
export interface Figures {
  kills: number;
  jobs: number;
  accepted: number;
  uncertain: number;
  resubmitted: number;
  refused: number;
  /** Jobs the companion held because it ended at them twice, and which were then let go on. */
  held: number;
  violations: number;
}

export const NO_FIGURES: Figures = { kills: 0, jobs: 0, accepted: 0, uncertain: 0, resubmitted: 0, refused: 0, held: 0, violations: 0 };

export function figuresOf(record: WorkspaceRecord, served: Served, counted: Pick<Figures, 'kills' | 'held' | 'violations'>): Figures {
  const uncertain = record.attempts.filter(({ outcome }) => outcome === 'uncertain');
  const resubmitted = uncertain.filter(({ id, jobId }) => record.attempts.some((later) => later.jobId === jobId && later.id > id));
  return {
    jobs: record.jobs.length,
    accepted: served.runs.length,
    uncertain: uncertain.length,
    resubmitted: resubmitted.length,
    refused: served.refused,
    ...counted,
  };
}

export function sum(a: Figures, b: Figures): Figures {
  const names = Object.keys(a) as (keyof Figures)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as unknown as Figures;
}

/** Prints past Vitest, which would put a heading above each line. */
export function tell(what: string, figures: Partial<Figures> & Record<string, string | number>): void {
  const words = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  process.stderr.write(`faults: ${what}: ${words.join(', ')}\n`);
}
