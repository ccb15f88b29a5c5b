import type { BatchSummary } from '../../../shared/contract.ts';
import { counted, figure } from '../words.ts';

/** What `run --json` prints. Figures count over all runs of the file, but `seconds`, which is the time of this one. */
export interface RunSummary {
  jobs: { done: number; failed: number; uncertain: number; cancelled: number };
  requests: { run: number; poll: number; other: number };
  rateLimited: number;
  creditsUsed: number;
  seconds: number;
  assets: number;
  keys: { label: string; requests: number; rateLimited: number; jobs: number }[];
}

export function runSummary({ jobs, requests, rateLimited, creditsUsed, assets, keys }: BatchSummary, tookMs: number): RunSummary {
  return {
    jobs: { done: jobs.done, failed: jobs.failed, uncertain: jobs.uncertain, cancelled: jobs.cancelled },
    requests,
    rateLimited,
    creditsUsed,
    seconds: Math.round(tookMs) / 1_000,
    assets,
    keys,
  };
}

/** The same for a person. `queued` jobs are left where no key can run them. */
export function summaryText({ jobs, requests, rateLimited, creditsUsed, seconds, assets, keys }: RunSummary, queued: number): string {
  const states = Object.entries({ ...jobs, 'still queued': queued }).filter(([name, count]) => count > 0 || name === 'done');
  const perKey = keys.map((key) => `  ${key.label}: ${counted(key.jobs, 'job')}, ${counted(key.requests, 'request')}, ${figure(key.rateLimited)} refused\n`);
  return [
    `${states.map(([name, count]) => `${figure(count)} ${name}`).join(' · ')}\n`,
    `${counted(assets, 'file')} in the library · ${figure(creditsUsed)} credits · ${figure(seconds)} s\n`,
    `${counted(requests.run + requests.poll + requests.other, 'request')}: ${figure(requests.run)} run, ${figure(requests.poll)} poll, ${figure(requests.other)} other · ${figure(rateLimited)} refused\n`,
    ...perKey,
  ].join('');
}
