import type { Clock } from '../../../shared/clock.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import type { BatchView, EndpointName } from '../../../shared/domain.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Jobs } from '../queue/jobs.ts';
import type { Ledger } from '../queue/ledger.ts';
import { durationsOf } from '../runner/durations-of.ts';
import type { Endpoints } from '../runner/endpoints.ts';
import { type Forecast, forecast, type ForecastInput, type ForecastJob, type ForecastKey, PLANNED_MS } from './forecast.ts';
import type { Meters } from './meters.ts';
import { modeFor } from './mode.ts';
import { UNSEEN_MS } from './quantiles.ts';

/** Keeps a forecast of the whole queue, made anew when something changed, in slices between which everything else has its turn. */
export interface Forecaster {
  /** Something changed: look ahead anew soon. Cheap. */
  poke(): void;
  /** When the batch is done, with its range; null: held, unknown or over. */
  of(batchId: number): BatchView['forecast'];
  /** Where jobs are expected in the next minutes, by the last look ahead. */
  plan(): CallOutput<'flight.plan'>;
  stop(): void;
}

export interface ForecasterOptions {
  clock: Clock;
  jobs: Jobs;
  ledger: Ledger;
  meters: Meters;
  catalog: Catalog;
  keyRing: KeyRing;
  endpoints: Endpoints;
  /** Whether anybody is told: a look ahead that nobody sees is not made. */
  watched(): boolean;
  /** Nothing is sent while it holds: then nothing has a finishing time. */
  held(): boolean;
  onChanged(batchIds: number[]): void;
  /** There is a new plan. */
  onPlan(): void;
}

/** A look ahead is never older than this by more than the time it takes. */
const EVERY_MS = 2_000;
/** Between two slices. */
const PAUSE_MS = 4;
/** Less is not worth telling. */
const TOLD_FROM_MS = 1_000;
/** The range: how it would be with every run short, usual and long. */
const SHORT = 0.1;
const USUAL = 0.5;
const LONG = 0.9;

type Told = NonNullable<BatchView['forecast']>;

export function createForecaster(options: ForecasterOptions): Forecaster {
  const { clock, jobs, ledger, meters, catalog, keyRing, endpoints } = options;
  let told: ReadonlyMap<number, Told> = new Map();
  let plan: CallOutput<'flight.plan'> = { madeAt: 0, until: 0, flights: [] };
  let startedAt = 0;
  let cancel: (() => void) | null = null;
  let changedAgain = false;
  let stopped = false;

  function poke(): void {
    if (stopped || !options.watched()) return;
    if (cancel) changedAgain = true;
    else cancel = clock.setTimer(EVERY_MS, start);
  }

  function start(): void {
    changedAgain = false;
    startedAt = clock.now();
    const runs = [USUAL, SHORT, LONG].map((quantile) => forecast(inputAt(quantile)));
    step(runs, []);
  }

  /** One slice of the first run that is not over; then a pause. */
  function step(runs: Generator<void, Forecast>[], results: Forecast[]): void {
    const turn = runs[results.length]?.next();
    if (turn?.done) results.push(turn.value);
    if (results.length < runs.length) cancel = clock.setTimer(PAUSE_MS, () => step(runs, results));
    else finish(results);
  }

  function finish([usual, short, long]: Forecast[]): void {
    cancel = null;
    const next = new Map<number, Told>();
    for (const [batchId, at] of usual?.batches ?? []) {
      const ends = [at, short?.batches.get(batchId) ?? at, long?.batches.get(batchId) ?? at];
      next.set(batchId, { at, from: Math.min(...ends), to: Math.max(...ends) });
    }
    const changed = [...new Set([...told.keys(), ...next.keys()])].filter((id) => differ(told.get(id), next.get(id)));
    told = next;
    if (changed.length > 0) options.onChanged(changed);
    plan = { madeAt: startedAt, until: startedAt + PLANNED_MS, flights: usual?.flights ?? [] };
    options.onPlan();
    if (changedAgain) poke();
  }

  function inputAt(quantile: number): ForecastInput {
    const now = clock.now();
    return {
      now,
      keys: keysAt(now),
      batches: options.held() ? [] : [...jobs.waiting.batches()],
      running: running(),
      durationMs: (endpoint, model) => durationMs(endpoint, model, quantile),
      polls: (endpoint, model) => (modeFor(durationsOf(catalog, endpoint, model)) === 'async' ? 1 : 0),
    };
  }

  function durationMs(endpoint: EndpointName, model: string, quantile: number): number {
    const { quantile: known, kind } = durationsOf(catalog, endpoint, model);
    return known(quantile) ?? UNSEEN_MS[kind];
  }

  function keysAt(now: number): ForecastKey[] {
    return keyRing.rows().flatMap((row) => {
      if (row.state !== 'ready' || !endpoints.get(row.endpoint)) return [];
      const { meter, forbidden } = meters.of(row.id);
      return [{ id: row.id, label: row.label, endpoint: row.endpoint, labels: row.labels, forbidden, meter: meter.clone(now) }];
    });
  }

  function running(): ForecastJob[] {
    return [...jobs.unsettled('submitting'), ...jobs.unsettled('running')].flatMap((jobId) => {
      const job = jobs.job(jobId);
      const attempt = job?.attempt_id ? ledger.attempt(job.attempt_id) : null;
      const endpoint = job && jobs.batch(job.batch_id)?.endpoint;
      return job && attempt && endpoint
        ? [{ jobId, batchId: job.batch_id, keyId: attempt.key_id, endpoint, model: job.model, startedAt: attempt.started_at }]
        : [];
    });
  }

  return {
    poke,
    of: (batchId) => told.get(batchId) ?? null,
    plan: () => plan,
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}

function differ(a: Told | undefined, b: Told | undefined): boolean {
  if (!a || !b) return a !== b;
  return [a.at - b.at, a.from - b.from, a.to - b.to].some((ms) => Math.abs(ms) >= TOLD_FROM_MS);
}
