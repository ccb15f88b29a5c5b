import type { WindowKind } from '../../../electron/sandbox/limits/minute-window.ts';
import type { PlanLimits } from '../../../shared/plans.ts';
import { type BoundKey, keyStarts } from './key-starts.ts';

export interface Work {
  keys: readonly BoundKey[];
  window: WindowKind;
  /** Server's wall clock at the start, ms. */
  startMs: number;
  /** How long each job takes at the server, ms; at least one. */
  serviceMs: readonly number[];
  /** Requests beside the runs that any schedule needs before its last job is known to be done: a poll for each job the API can't answer in one request. */
  polls?: number;
  /** Runs the server admitted, counted, and did not take (503). Any schedule that meets as many has to pay for them. */
  lost?: number;
}

/**
 * The least time in ms in which any schedule can finish the work, knowing everything. It is the largest of four numbers, each of which
 * no schedule can be faster than. With jobs of one length, no polls and nothing lost it is the exact bound of performance.md section 2.
 *
 * 1. Lengths. Take only the jobs that last at least m, and let each last just m. Leaving jobs out and making jobs shorter turns a schedule
 *    of the whole into one of these n jobs that ends no later: the places and the allowance it used still suffice. By `keyStarts`, of jobs of
 *    one length the n-th end over all keys is no earlier than the n-th smallest of all sigma(k) + m. This holds for every m.
 * 2. Requests. Before the end the server must have admitted a run for each job, each lost run, and each poll. A request that holds no place
 *    starts on no key earlier than the sigmas with s = 0, so the last of these n admissions comes no earlier than the n-th smallest of them
 *    over all keys. Without polls the last of all is a run that is taken (a lost one is followed by its job's next), and still lasts at least
 *    as long as the shortest job.
 * 3. Places. A job holds a place for its whole length, and all keys together have C of them: within T they hold at most C * T.
 * 4. The longest job takes its time.
 */
export function boundMs(work: Work): number {
  return Math.max(byLengths(work), byRequests(work), byPlaces(work), Math.max(...work.serviceMs));
}

/** For how many lengths the first number is worked out: any choice is right, and a few quantiles come close to the best. */
const LENGTHS = 8;

function byLengths(work: Work): number {
  const lengths = work.serviceMs.toSorted((a, b) => a - b);
  const chosen = new Set(Array.from({ length: LENGTHS }, (_, index) => lengths[Math.floor((index * lengths.length) / LENGTHS)]!));
  return Math.max(...[...chosen].map((length) => nthEnd(work, lengths.filter((other) => other >= length).length, length)));
}

function byRequests(work: Work): number {
  const { serviceMs, polls = 0, lost = 0 } = work;
  const keys = work.keys.map((key) => ({ ...key, limits: { ...key.limits, concurrentJobs: null } }));
  const admitted = nthEnd({ ...work, keys }, serviceMs.length + lost + polls, 0);
  return admitted + (polls === 0 ? Math.min(...serviceMs) : 0);
}

function byPlaces({ keys, serviceMs }: Work): number {
  const places = keys.reduce((sum, { limits }) => sum + (limits.concurrentJobs ?? Infinity), 0);
  return serviceMs.reduce((sum, ms) => sum + ms, 0) / places;
}

/** The n-th smallest of all sigma + s, as time since the start. */
function nthEnd({ keys, window, startMs }: Work, n: number, serviceMs: number): number {
  const starts = keys.flatMap((key) => keyStarts(key, window, startMs, n, serviceMs)).toSorted((a, b) => a - b);
  return starts[n - 1]! + serviceMs - startMs;
}

export interface UniformWork {
  keys: readonly PlanLimits[];
  window: WindowKind;
  startMs: number;
  jobs: number;
  serviceMs: number;
}

/** The bound of jobs that are all alike and take one request each. */
export function lowerBoundMs({ keys, jobs, serviceMs, ...rest }: UniformWork): number {
  return boundMs({ ...rest, keys: keys.map((limits) => ({ limits })), serviceMs: Array.from({ length: jobs }, () => serviceMs) });
}
