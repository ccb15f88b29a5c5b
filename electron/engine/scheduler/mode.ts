import type { Durations } from './quantiles.ts';
import { UNSEEN_MS } from './quantiles.ts';

/**
 * From this duration on, a key's places for jobs run out before its requests do: every documented plan has a place for each five or six
 * requests a minute, so with jobs of 25 s all places busy take at most half of the requests, and a poll for each job is free.
 */
const POLLING_IS_FREE_FROM_MS = 25_000;

/**
 * One synchronous request, or an asynchronous one and polls.
 *
 * Rule: crash-safety where requests are not the bottleneck. An asynchronous submission is known to the API under an id within a moment,
 * so a crash can hardly lose its answer; but it costs at least one poll. Fast models are short of requests, and run in one.
 */
export function modeFor(durations: Durations): 'sync' | 'async' {
  const usual = durations.quantile(0.9) ?? UNSEEN_MS[durations.kind];
  return usual < POLLING_IS_FREE_FROM_MS ? 'sync' : 'async';
}
