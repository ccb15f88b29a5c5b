import type { EndpointName, PlannedFlight, WaitReason } from '../../../shared/domain.ts';
import type { Spend } from '../budget/till.ts';
import type { HeldJob } from '../queue/jobs.ts';
import type { WaitingBatch } from '../queue/waiting.ts';
import { ForecastWorld } from './forecast-world.ts';
import type { Runs } from './long-first.ts';
import type { KeyTraits } from './key-traits.ts';
import type { KeyMeter } from './meter.ts';

/** A key with a copy of its meter, which the simulation uses up. */
export interface ForecastKey extends KeyTraits {
  /** The same for keys of one account. */
  meter: KeyMeter;
}

export interface ForecastJob {
  jobId: number;
  batchId: number;
  keyId: number;
  endpoint: EndpointName;
  model: string;
  startedAt: number;
}

export interface ForecastInput {
  now: number;
  keys: readonly ForecastKey[];
  batches: readonly WaitingBatch[];
  /** Jobs that wait for what others make, or for something else that is on its way; absent: none. */
  held?: readonly HeldJob[] | undefined;
  /** Jobs at the API now. */
  running: readonly ForecastJob[];
  /** How long that job's run of the model is taken to last, ms. */
  durationMs(endpoint: EndpointName, model: string, jobId: number): number;
  /** How long runs of a model usually last, and what they cost beside themselves. */
  runs: Runs;
  /** So many requests it takes until one does something, where the API answers some that it cannot; absent: 1. */
  tries?: (endpoint: EndpointName) => number;
  /** Requests of a key's minute that batches leave to work composed by hand, at that time; absent: none. */
  reserve?: (keyId: number, at: number) => number;
  /** Ceilings for credits; absent where none is set. */
  spend?: Spend | undefined;
}

/** What one key carries of a batch from now on. */
export interface Share {
  jobs: number;
  requests: number;
  /** When the last of these jobs ends; 0: none ends. */
  until: number;
}

export interface Forecast {
  /** When the last job of each batch is done; batches that will not be (no key may run them) are absent. */
  batches: Map<number, number>;
  /** What each key carries of each batch, by batch and key. */
  shares: Map<number, Map<number, Share>>;
  /** What batches wait for that have no end in sight. */
  waits: Map<number, WaitReason>;
  /** When those jobs of a batch are done that go before a person has looked; batches that are not held back are absent. */
  trials: Map<number, number>;
  /** What each key carries: jobs it will end, and when the last of them does. */
  keys: Map<number, { jobs: number; until: number }>;
  /** Jobs under way, and those that go out within the next minutes: where each is expected from when to when. Bounded. */
  flights: PlannedFlight[];
}

/**
 * Runs the queue forward in virtual time with the very same `decide` and meters. A generator that yields after each moment, so that
 * whoever drives it can let others have their turn; deterministic: the same input, the same forecast.
 */
export function* forecast(input: ForecastInput): Generator<void, Forecast> {
  const world = new ForecastWorld(input);
  while (world.advance()) {
    yield;
    if (world.flows()) return yield* world.flow();
  }
  return world.result;
}
