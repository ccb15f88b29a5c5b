import type { Clock } from '../../shared/clock.ts';
import type { PlanLimits, PlanName } from '../../shared/plans.ts';
import type { Fault } from './faults/fault.ts';
import type { WindowKind } from './limits/minute-window.ts';
import type { DurationSpec } from './models/durations.ts';

/** The published revisions of the API, as labelled in abstrakt-api.md. T differs from A in the envelope of results only. */
export const REVISIONS = ['A', 'B', 'T'] as const;
export type Revision = (typeof REVISIONS)[number];

/** Permissions of docs/authentication that an endpoint of the sandbox asks for. */
export const PERMISSIONS = ['models:read', 'models:run', 'jobs:read', 'jobs:write'] as const;
export type Permission = (typeof PERMISSIONS)[number];

export interface KeyOptions {
  label: string;
  plan: PlanName;
  /** Taken from the seed and the label when left out, so that a restart keeps it. */
  secret?: string;
  /** Replaces single limits of the plan: custom plans, and small limits for tests. */
  limits?: Partial<PlanLimits>;
  /** Keys of one account (so named) share its limits: those of its first key. */
  account?: string;
  /** All of them when left out. */
  permissions?: readonly Permission[];
  /** Credits the key may still spend; unlimited when left out. */
  credits?: number;
}

export interface SandboxOptions {
  clock: Clock;
  keys: readonly KeyOptions[];
  /** Seeds job durations, faults with a rate, ids and secrets. Default 1. */
  seed?: number;
  /** How the minute is counted. Default `fixed`. */
  window?: WindowKind;
  /** Default `B`. */
  revision?: Revision;
  /** Multiplies job durations and the 55 s after which B answers 202; never the limits' minute or the 24 h. Default 1. */
  timeScale?: number;
  /** Replaces durations, by either id of a model: a fixed number of milliseconds, or a distribution. Scaled as the others. */
  durations?: Readonly<Record<string, DurationSpec>>;
  /** `stub` serves a few deterministic bytes instead of rendered media: for benchmarks. Default `real`. */
  media?: 'real' | 'stub';
  /** Refuse body fields the revision does not know (`sync` in A, `async` in B) with INVALID_INPUT. Default false. */
  strictBody?: boolean;
  /** Whether media inputs may be files inside the request (`data:`). Default `accepted`. */
  dataUris?: 'accepted' | 'refused';
  faults?: readonly Fault[];
  /** Seconds the server's clock is ahead: seen in Date, X-RateLimit-Reset and every timestamp. Default 0. */
  clockOffsetS?: number;
  /** Secret of webhook signatures (A and T). Default `whsec_sandbox`. */
  webhookSecret?: string;
  /** Sends webhooks. Without it none are delivered. */
  fetch?: typeof globalThis.fetch;
}
