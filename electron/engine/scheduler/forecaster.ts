import type { CallOutput } from '../../../shared/contract.ts';
import type { BatchView } from '../../../shared/domain.ts';
import { type Forecast, forecast } from './forecast.ts';
import { PLANNED_MS } from './forecast-world.ts';
import { lookAheads, type LookAheadOptions, QUANTILES } from './look-ahead.ts';
import { slice } from './slice.ts';

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

export interface ForecasterOptions extends LookAheadOptions {
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

type Told = NonNullable<BatchView['forecast']>;

export function createForecaster(options: ForecasterOptions): Forecaster {
  const { clock } = options;
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
    const inputs = lookAheads(options, [QUANTILES.usual, QUANTILES.short, QUANTILES.long]);
    step(
      inputs.map((input) => forecast(options.held() ? { ...input, batches: [], held: [] } : input)),
      [],
    );
  }

  /** One slice of the first run that is not over; then a pause. */
  function step(runs: Generator<void, Forecast>[], results: Forecast[]): void {
    const run = runs[results.length];
    const turn = run && slice(run, clock);
    if (turn?.done) results.push(turn.value);
    if (results.length < runs.length) cancel = clock.setTimer(PAUSE_MS, () => step(runs, results));
    else finish(results);
  }

  function finish([usual, short, long]: Forecast[]): void {
    cancel = null;
    const next = new Map<number, Told>();
    for (const [batchId, at] of usual?.batches ?? []) {
      const ends = [at, short?.batches.get(batchId) ?? at, long?.batches.get(batchId) ?? at];
      const perKey = [...(usual?.shares.get(batchId) ?? [])].map(([keyId, { jobs: carried }]) => ({ keyId, jobs: carried }));
      next.set(batchId, { at, from: Math.min(...ends), to: Math.max(...ends), perKey });
    }
    const changed = [...new Set([...told.keys(), ...next.keys()])].filter((id) => differ(told.get(id), next.get(id)));
    told = next;
    if (changed.length > 0) options.onChanged(changed);
    plan = { madeAt: startedAt, until: startedAt + PLANNED_MS, flights: usual?.flights ?? [] };
    options.onPlan();
    if (changedAgain) poke();
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
