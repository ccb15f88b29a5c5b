import type { EndpointName } from '../../../shared/domain.ts';
import type { WaitingBatch } from '../queue/waiting.ts';
import type { KeyNow } from './decide.ts';
import { isForBatch, rankOf } from './eligible.ts';

/** What is known of the runs of models. */
export interface Runs {
  /** How long one usually holds its place, ms. */
  usualMs(endpoint: EndpointName, model: string): number;
  /** Requests it takes beside itself: polls. */
  polls(endpoint: EndpointName, model: string): number;
}

/** All that waits takes longer than it could at the least: requests and places are hardly ever used up both. */
const LONGER = 1.25;

/**
 * Models of a batch whose jobs go before its others now, the longest first: those whose runs, begun now, would end after all the rest of the queue. Begun
 * in their turn they would end long after it, most places empty meanwhile. None while there is much to do: requests and places are both in use then because
 * jobs are mixed. (List scheduling by longest processing time, Graham 1969, would have them first from the start.)
 */
export function longFirst(batch: WaitingBatch, all: readonly WaitingBatch[], keys: readonly KeyNow[], runs: Runs): string[] {
  const { models } = batch.jobs;
  if (models.size < 2) return [];
  const rest = all.filter((other) => other.endpoint === batch.endpoint && rankOf(other) <= rankOf(batch));
  const restMs = LONGER * leastMs(rest, allowances(batch, keys), runs);
  return [...models.keys()]
    .map((model) => ({ model, ms: runs.usualMs(batch.endpoint, model) }))
    .filter(({ ms }) => ms >= restMs)
    .sort((a, b) => b.ms - a.ms)
    .map(({ model }) => model);
}

/** One key of each account, of those that may take the batch today. */
function allowances(batch: WaitingBatch, keys: readonly KeyNow[]): KeyNow[] {
  const able = keys.filter((key) => isForBatch(key, batch) && key.blocked?.by !== 'day');
  return [...new Map(able.map((key) => [key.account ?? key.id, key])).values()];
}

/** So long all that waits takes at the least (ms): by the requests of the keys, and by their places. */
function leastMs(batches: readonly WaitingBatch[], keys: readonly KeyNow[], runs: Runs): number {
  let [requests, placeMs] = [0, 0];
  for (const { endpoint, jobs } of batches)
    for (const [model, count] of jobs.models) {
      requests += count * (1 + runs.polls(endpoint, model));
      placeMs += count * runs.usualMs(endpoint, model);
    }
  const perMs = keys.reduce((sum, { perMinute }) => sum + perMinute, 0) / 60_000;
  const places = keys.reduce((sum, key) => sum + key.places, 0);
  return Math.max(requests / perMs, placeMs / places);
}
