import type { PlanLimits } from '../../../shared/plans.ts';
import type { WindowKind } from '../../../electron/sandbox/limits/minute-window.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export interface BoundProblem {
  keys: readonly PlanLimits[];
  window: WindowKind;
  /** Server's wall clock at the start, ms. */
  startMs: number;
  jobs: number;
  /** How long each job takes at the server, ms. */
  serviceMs: number;
  /** Requests a job costs on its key besides its run, at any time (polls): they take from the minute and the day, and hold no place. */
  extraRequests?: number;
}

/**
 * The least time in ms in which any schedule can finish the jobs, knowing everything.
 *
 * For one key the earliest start of its k-th run is sigma(k) = E(max(sigma(k-1), sigma(k-c) + s, t0)): each rule is monotone, so no
 * schedule starts its k-th run earlier, and keys do not interact. The bound is the J-th smallest of all sigma + s.
 *
 * Extension for polls: a job that also costs `x` further requests needs its run and x more admissions. Charging the x with the run, at the
 * same moment, can only be earlier than any true schedule when the x are left out of the minute of the run and counted at the earliest
 * moment the rules allow; here the bound simply counts runs only (x = 0), which every schedule with polls still has to obey. So it stays a
 * lower bound, only less tight where polls fill the minute.
 */
export function lowerBoundMs({ keys, window, startMs, jobs, serviceMs }: BoundProblem): number {
  const ends = keys.flatMap((limits) => keyStarts(limits, window, startMs, jobs, serviceMs).map((start) => start + serviceMs)).toSorted((a, b) => a - b);
  return (ends[jobs - 1] ?? Infinity) - startMs;
}

/** sigma(0 .. count-1) of one key. */
export function keyStarts(limits: PlanLimits, window: WindowKind, t0: number, count: number, serviceMs: number): number[] {
  const { concurrentJobs: c } = limits;
  const starts: number[] = [];
  const rule = minuteRule(window, limits.requestsPerMinute ?? Infinity);
  for (let k = 0; k < count; k++) {
    const place = c !== null && k >= c ? starts[k - c]! + serviceMs : t0;
    let at = Math.max(starts[k - 1] ?? t0, place, t0);
    for (let before = -1; before !== at;) {
      before = at;
      at = rule.earliest(dayRule(at, limits.requestsPerDay ?? Infinity, starts), starts);
    }
    starts.push(at);
    rule.take(at);
  }
  return starts;
}

function dayRule(at: number, limit: number, starts: readonly number[]): number {
  const day = Math.floor(at / DAY_MS);
  const used = starts.length - lowerIndex(starts, day * DAY_MS);
  return used < limit ? at : (day + 1) * DAY_MS;
}

/** How many of the sorted starts lie before `at`. */
function lowerIndex(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface MinuteRule {
  earliest(at: number, starts: readonly number[]): number;
  take(at: number): void;
}

function minuteRule(window: WindowKind, limit: number): MinuteRule {
  if (window === 'fixed') {
    return {
      earliest(at, starts) {
        const minute = Math.floor(at / MINUTE_MS);
        return starts.length - lowerIndex(starts, minute * MINUTE_MS) < limit ? at : (minute + 1) * MINUTE_MS;
      },
      take() {},
    };
  }
  if (window === 'sliding') {
    return { earliest: (at, starts) => (starts.length < limit ? at : Math.max(at, starts[starts.length - limit]! + MINUTE_MS)), take() {} };
  }
  let tat = -Infinity;
  const step = MINUTE_MS / limit;
  return {
    earliest: (at) => Math.max(at, tat - (limit - 1) * step),
    take(at) {
      tat = Math.max(tat, at) + step;
    },
  };
}
