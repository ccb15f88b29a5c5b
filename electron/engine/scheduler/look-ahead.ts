import type { Clock } from '../../../shared/clock.ts';
import type { EndpointName } from '../../../shared/domain.ts';
import type { Budget } from '../budget/budget.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { HeldJob, Jobs } from '../queue/jobs.ts';
import type { Ledger } from '../queue/ledger.ts';
import type { Endpoints } from '../runner/endpoints.ts';
import type { WebhookPlan } from '../webhooks/webhooks.ts';
import type { ForecastInput, ForecastJob, ForecastKey } from './forecast.ts';
import { traitsOf } from './key-traits.ts';
import type { Loop } from './loop.ts';
import type { KeyMeter } from './meter.ts';
import type { Meters } from './meters.ts';
import { holdsMs, type RunOptions, runsAsKnown } from './runs.ts';

export interface LookAheadOptions {
  clock: Clock;
  jobs: Jobs;
  ledger: Ledger;
  meters: Meters;
  budget: Budget;
  catalog: Catalog;
  keyRing: KeyRing;
  endpoints: Endpoints;
  webhooks: Pick<WebhookPlan, 'expected'>;
  loop: Pick<Loop, 'reserved'>;
}

/**
 * How it would be with runs as they come, and with every run short or long: the last two are the range. As they come, some are longer than usual,
 * and the longest of the last decides when a batch is done.
 */
export const QUANTILES = { usual: 'as they come', short: 0.1, long: 0.9 } as const;
export type Quantile = (typeof QUANTILES)[keyof typeof QUANTILES];

/** The queue as it is now, for a look ahead in which every run takes its model's `quantile`. Copies what the look ahead uses up. */
export function lookAhead(options: LookAheadOptions, quantile: Quantile): ForecastInput {
  return lookAheads(options, [quantile])[0]!;
}

/** As `lookAhead`, for each of `quantiles`: what is at the API is hundreds of rows at full speed, and is read once, as one transaction. */
export function lookAheads(options: LookAheadOptions, quantiles: readonly Quantile[]): ForecastInput[] {
  return options.jobs.reading(() => {
    const out = running(options);
    const withRuns = { ...options, underWayMs: underWay(out, options.clock.now()) };
    return quantiles.map((quantile) => inputOf(withRuns, quantile, out));
  });
}

/** How long the oldest run of each model has been at the API (ms). */
function underWay(out: readonly ForecastJob[], now: number): NonNullable<RunOptions['underWayMs']> {
  const oldest = new Map<string, number>();
  for (const { endpoint, model, startedAt } of out) {
    const name = `${endpoint} ${model}`;
    oldest.set(name, Math.min(startedAt, oldest.get(name) ?? now));
  }
  return (endpoint, model) => now - (oldest.get(`${endpoint} ${model}`) ?? now);
}

function inputOf(options: LookAheadOptions & RunOptions, quantile: Quantile, out: ForecastJob[]): ForecastInput {
  const { clock, jobs } = options;
  const now = clock.now();
  return {
    now,
    keys: keysAt(options, now),
    batches: [...jobs.waiting.batches()],
    held: held(jobs),
    running: out,
    spend: options.budget.spend(now),
    durationMs: quantile === QUANTILES.usual ? asTheyCome(options) : (endpoint, model) => holdsMs(options, endpoint, model, quantile),

    tries: (endpoint) => options.endpoints.get(endpoint)?.health.tries ?? 1,
    reserve: (keyId, at) => options.loop.reserved(keyId, at),
    runs: runsAsKnown(options),
  };
}

/** Of what is on its way home already nobody has to wait in a look ahead. */
function held(jobs: Jobs): HeldJob[] {
  return jobs.heldBack().map((one) => ({ ...one, after: one.after.filter((id) => jobs.job(id)?.state !== 'collecting') }));
}

/** Into so many lengths, each as likely as any other, a model's runs are divided. */
const LENGTHS = 40;
/** Multiples of it, cut to their fraction, lie evenly however many there are: the same job has the same length in every look ahead. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

function asTheyCome(options: RunOptions): ForecastInput['durationMs'] {
  const lengths = new Map<string, number[]>();
  return (endpoint, model, jobId) => {
    const name = `${endpoint} ${model}`;
    const known = lengths.get(name) ?? lengthsOf(options, endpoint, model);
    lengths.set(name, known);
    return known[Math.floor(((Math.abs(jobId) * GOLDEN) % 1) * LENGTHS)]!;
  };
}

/** Nobody knows how runs of a model differ that nobody has seen: then they are all alike. */
function lengthsOf(options: RunOptions, endpoint: EndpointName, model: string): number[] {
  const seen = options.catalog.quantile(endpoint, model, 0.5) !== null;
  return Array.from({ length: LENGTHS }, (_, at) => holdsMs(options, endpoint, model, seen ? (at + 0.5) / LENGTHS : 0.5));
}

/** Keys of one account share one copy, as they share one meter. */
function keysAt({ keyRing, endpoints, meters }: LookAheadOptions, now: number): ForecastKey[] {
  const copies = new Map<KeyMeter, KeyMeter>();
  const rows = keyRing.rows();
  const usable = rows.filter((row) => row.state === 'ready' && endpoints.get(row.endpoint));
  const seen = usable.map((row) => ({ endpoint: row.endpoint, counting: meters.of(row.id).meter.looksLike }));
  return usable.map((row) => {
    const { meter, forbidden } = meters.of(row.id);
    // A server counts all of its keys alike.
    const guess = seen.find(({ endpoint, counting }) => endpoint === row.endpoint && counting !== 'unknown')?.counting;
    const copy = copies.get(meter) ?? meter.clone(now, guess);
    copies.set(meter, copy);
    return { ...traitsOf(row, rows, forbidden), meter: copy };
  });
}

function running({ jobs, ledger }: LookAheadOptions): ForecastJob[] {
  return [...jobs.unsettled('submitting'), ...jobs.unsettled('running')].flatMap((jobId) => {
    const job = jobs.job(jobId);
    const attempt = job?.attempt_id ? ledger.attempt(job.attempt_id) : null;
    const endpoint = job && jobs.batch(job.batch_id)?.endpoint;
    return job && attempt && endpoint
      ? [{ jobId, batchId: job.batch_id, keyId: attempt.key_id, endpoint, model: job.model, startedAt: attempt.started_at }]
      : [];
  });
}
