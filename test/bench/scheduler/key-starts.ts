import type { WindowKind } from '../../../electron/sandbox/limits/minute-window.ts';
import type { PlanLimits } from '../../../shared/plans.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A key as a bound sees it. `foreign`: when the server admitted requests of others on this key (ms, ascending); they are given. */
export interface BoundKey {
  limits: PlanLimits;
  foreign?: readonly number[];
}

/**
 * The earliest moments (server's wall clock, ms) at which a key can start its first `count` requests, each of which holds a place for
 * `serviceMs`: performance.md section 2,
 *
 *     sigma(k) = E( max( sigma(k-1), sigma(k-c) + s, t0 ) )
 *
 * where E(t) is the least t' >= t at which the day and the minute admit one more, given sigma(0 .. k-1) and the foreign requests.
 *
 * No schedule starts its k-th request earlier. Induction over k: let any schedule start its requests at tau(0) <= tau(1) <= ..., and
 * sigma(i) <= tau(i) for i < k. At the moment tau(k) at most as many of the sigmas as of the taus lie within any span that ends at tau(k)
 * (a day, a fixed minute, the last 60 s, or the span that decides a bucket's debt), because each sigma lies no later than its tau and all
 * k of both lie before. The foreign requests are the same for both. So what admits the schedule's k-th request at tau(k) admits ours:
 * E gives sigma(k) <= tau(k). The place of request k-c is free at tau(k) in the schedule, hence in ours.
 *
 * In a fixed minute the foreign requests that are still to come in it count from its beginning: they were admitted, so any schedule left them
 * that room, and started no more than limit - foreign of its own in that minute.
 */
export function keyStarts({ limits, foreign = [] }: BoundKey, window: WindowKind, t0: number, count: number, serviceMs: number): number[] {
  const { concurrentJobs: c } = limits;
  const taken = new Taken(foreign);
  const rules = [dayRule(limits.requestsPerDay ?? Infinity), minuteRule(window, limits.requestsPerMinute ?? Infinity)];
  const starts: number[] = [];
  for (let k = 0; k < count; k++) {
    const place = c !== null && k >= c ? starts[k - c]! + serviceMs : t0;
    let at = Math.max(starts[k - 1] ?? t0, place, t0);
    for (let before = -1; before !== at;) {
      before = at;
      for (const rule of rules) at = rule(at, taken);
    }
    starts.push(at);
    taken.own.push(at);
  }
  return starts;
}

/** When requests were admitted on a key: ours so far, and all of the others. */
class Taken {
  readonly own: number[] = [];
  readonly #foreign: readonly number[];

  constructor(foreign: readonly number[]) {
    this.#foreign = foreign;
  }

  /** Requests in [from, to). Ours all lie at or before `to`, and count even when at it. */
  within(from: number, to: number): number {
    return this.ownFrom(from) + this.foreignWithin(from, to);
  }

  ownFrom(from: number): number {
    return this.own.length - lowerIndex(this.own, from);
  }

  foreignWithin(from: number, to: number): number {
    return Math.max(0, lowerIndex(this.#foreign, to) - lowerIndex(this.#foreign, from));
  }

  /** The first request at or after `from`. */
  firstFrom(from: number): number {
    return Math.min(this.own[lowerIndex(this.own, from)] ?? Infinity, this.#foreign[lowerIndex(this.#foreign, from)] ?? Infinity);
  }

  /** All before `to`, ascending, from the first that `since` (how many were seen) has not. */
  *since(seen: { own: number; foreign: number }, to: number): Generator<number> {
    for (;;) {
      const own = this.own[seen.own] ?? Infinity;
      const foreign = this.#foreign[seen.foreign] ?? Infinity;
      if (own === Infinity && foreign >= to) return;
      if (own <= foreign) seen.own++;
      else seen.foreign++;
      yield Math.min(own, foreign);
    }
  }
}

/** The least moment >= `at` that the rule admits, given what was taken. */
type Rule = (at: number, taken: Taken) => number;

function dayRule(limit: number): Rule {
  return (at, taken) => {
    const day = Math.floor(at / DAY_MS) * DAY_MS;
    return taken.within(day, at) < limit ? at : day + DAY_MS;
  };
}

function minuteRule(window: WindowKind, limit: number): Rule {
  if (window === 'fixed') {
    return (at, taken) => {
      const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
      return taken.ownFrom(minute) + taken.foreignWithin(minute, minute + MINUTE_MS) < limit ? at : minute + MINUTE_MS;
    };
  }
  if (window === 'sliding') {
    return (at, taken) => {
      let next = at;
      // What is exactly 60 s old no longer counts.
      while (taken.within(next - MINUTE_MS + 1, next) >= limit) next = taken.firstFrom(next - MINUTE_MS + 1) + MINUTE_MS;
      return next;
    };
  }
  return bucketRule(limit);
}

/** GCRA: t' >= TAT - (L-1) * 60/L, then TAT := max(TAT, t') + 60/L for each request, foreign ones when their time comes. */
function bucketRule(limit: number): Rule {
  const step = MINUTE_MS / limit;
  const seen = { own: 0, foreign: 0 };
  let tat = -Infinity;
  return (at, taken) => {
    let next = at;
    for (let before = -1; before !== next;) {
      before = next;
      for (const request of taken.since(seen, next)) tat = Math.max(tat, request) + step;
      next = Math.max(next, tat - (limit - 1) * step);
    }
    return next;
  };
}

/** How many of the ascending times lie before `at`. */
function lowerIndex(times: readonly number[], at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
