import type { HeldJob } from '../queue/jobs.ts';
import { opensAt } from '../queue/opening.ts';
import type { WaitingBatch, WaitingJob } from '../queue/waiting.ts';
import { isLabelled, rankOf } from './eligible.ts';
import type { FarBatch, FarPool } from './far-ahead.ts';
import type { Room } from './meter.ts';
import type { ForecastInput, ForecastKey } from './forecast.ts';

/** Of so many jobs of a batch is found out how long they last and what they ask. */
const SAMPLED = 200;
/** More a minute than anybody sends: a key without a limit. */
const UNLIMITED = 1_000_000;

/** Keys of one account are one pool, as they share one meter. */
export function poolsOf(keys: readonly ForecastKey[], now: number): Map<FarPool, ForecastKey[]> {
  const pools = new Map<FarPool, ForecastKey[]>();
  for (const meter of new Set(keys.map((key) => key.meter))) {
    const its = keys.filter((key) => key.meter === meter);
    const { used, limit, resetAt } = meter.day(now);
    const day = { left: Math.max(0, (limit ?? Infinity) - used), limit: limit ?? Infinity, resetAt };
    pools.set({ requestsPerMs: Math.min(meter.limit, UNLIMITED) / 60_000, places: meter.concurrency, day, from: startsAt(meter.room(now), now) }, its);
  }
  return pools;
}

const HALF_MINUTE_MS = 30_000;

/**
 * A minute that comes back is used up at once, and then nothing goes until the next: as a flow that begins half a minute before it comes back, it is
 * ahead of what goes for half of the time, and behind for the other half.
 */
function startsAt({ blocked }: Room, now: number): number {
  if (blocked?.by === 'asleep') return blocked.until;
  return blocked?.by === 'minute' ? Math.min(blocked.until, now + 2 * HALF_MINUTE_MS) - HALF_MINUTE_MS : now;
}

/** A batch with what waits in it: jobs that may go, and those that wait for others which are on their way. */
export function farBatch(batch: WaitingBatch, held: readonly HeldJob[], pools: ReadonlyMap<FarPool, readonly ForecastKey[]>, input: ForecastInput): FarBatch {
  const count = (batch.trialOnly ? Array.from(batch.jobs).filter((job) => job.trial).length : batch.jobs.length) + held.length;
  const jobs = [...sampled(batch.jobs.length, (at) => batch.jobs.at(at)!), ...sampled(held.length, (at) => held[at]!.job)];
  const { endpoint } = batch;
  const tries = input.tries?.(endpoint) ?? 1;
  const takes = (key: ForecastKey) => key.endpoint === endpoint && isLabelled(key, batch) && jobs.some((job) => !key.forbidden.has(job.model));
  return {
    id: batch.id,
    rank: rankOf(batch),
    jobs: count,
    requests: mean(jobs, (job) => 1 + input.runs.polls(endpoint, job.model)) * tries,
    durationMs: mean(jobs, (job) => input.durationMs(endpoint, job.model, job.id)),
    pools: new Set([...pools].filter(([, keys]) => keys.some(takes)).map(([pool]) => pool)),
    opensAt: (now) => opensAt(batch.start, now),
    byHours: batch.start?.kind === 'hours',
  };
}

/** Jobs that wait for others of which each is on its way: waits in a batch that goes on, or is at the API, or waits for such. */
export function onTheirWay(missing: readonly HeldJob[], batches: readonly Pick<WaitingBatch, 'jobs' | 'trialOnly'>[]): HeldJob[] {
  if (missing.length === 0) return [];
  const known = new Set<number>();
  for (const { jobs, trialOnly } of batches) for (const job of jobs) if (!trialOnly || job.trial) known.add(job.id);
  return missing.filter(({ job, after }) => after.every((id) => known.has(id)) && known.add(job.id));
}

function sampled(count: number, at: (index: number) => WaitingJob): WaitingJob[] {
  const some = Math.min(count, SAMPLED);
  return Array.from({ length: some }, (_, index) => at(Math.floor((index * count) / some)));
}

function mean(jobs: readonly WaitingJob[], of: (job: WaitingJob) => number): number {
  return jobs.length === 0 ? 0 : jobs.reduce((sum, job) => sum + of(job), 0) / jobs.length;
}
