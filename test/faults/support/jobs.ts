import { expect } from 'vitest';
import type { RunSummary } from '../../../electron/cli/run/summary.ts';
import type { Ended } from '../../integration/cli-programs.ts';

export type Jobs = RunSummary['jobs'];

/** How the jobs of a file stand after a `run --json` that came to its end. */
export function jobsAfter({ code, out, err }: Ended): Jobs {
  expect([code, out], err).toEqual([expect.toBeOneOf([0, 3]), expect.stringMatching(/^\{/)]);
  return (JSON.parse(out) as RunSummary).jobs;
}

export const allDone = (jobs: number): Jobs => ({ done: jobs, failed: 0, uncertain: 0, cancelled: 0 });
