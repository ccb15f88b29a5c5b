import type { BatchView, EngineStatus, Totals } from '../../../shared/domain.ts';
import { JOB_STATES, NO_JOBS, type JobState } from '../../../shared/job-state.ts';

export function totalsOf(batches: readonly BatchView[], more: Partial<Totals> = {}): Totals {
  const all = { ...NO_JOBS } as Record<JobState, number>;
  for (const one of batches) for (const state of JOB_STATES) all[state] += one.counts[state];
  return {
    counts: all,
    requestsToday: 9_272,
    requestsPerDay: 15_200,
    requests24h: 4_812,
    refused24h: 1,
    jobsDone24h: 3_673,
    creditsToday: 1_113,
    assets: 18_402,
    assetBytes: 41_600_000_000,
    ...more,
  };
}

export const STATUS: EngineStatus = {
  version: '0.1.0',
  host: 'browser',
  workspace: 'C:\\Users\\mara\\Pictures\\Abstrakt',
  endpoint: 'api',
  baseUrl: 'https://api.example.test/v1',
  api: { state: 'active' },
  vault: { kind: 'keychain', state: 'open' },
  sandbox: { state: 'stopped' },
  paused: false,
  disk: 'well',
  diskLow: null,
  library: { folder: null, here: true, moving: null, old: null },
};
