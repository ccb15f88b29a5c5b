import { z } from 'zod';
import { askedStart, batchLayout, waitReason } from '../domain.ts';
import { id, query } from './call.ts';

const time = z.int().nonnegative();
const count = z.int().nonnegative();

/** Jobs as a forecast needs them. `outputs`: how many outputs one job asks for. */
const jobsToForecast = z.object({ model: z.string().min(1), count: z.int().min(1).max(100_000), outputs: z.int().min(1).max(100).default(1) });

/** What would become of a batch if it were enqueued now. */
export const forecastAnswer = z.object({
  /** When it would be done, and the range (every run short, every run long); null: not by itself, see `waits`. */
  at: time.nullable(),
  from: time.nullable(),
  to: time.nullable(),
  /** What its jobs would wait for at the end, where it would not be done by itself. */
  waits: waitReason.nullable(),
  /** When the jobs that are tried first would be done; null where none are. */
  trialAt: time.nullable(),
  /** Its requests as a share of what is left today of the keys that may take it: more than 1 runs into tomorrow. null: no limit is known. */
  shareOfToday: z.number().nonnegative().nullable(),
  /** `until`: when the last of the jobs it carries ends; 0: none of them ends with it. */
  perKey: z.array(z.object({ keyId: id, jobs: count, requests: count, until: time })),
  /** By the catalog; `unknownJobs` have no price. */
  credits: z.object({ known: z.number().nonnegative(), unknownJobs: count }),
});
export type ForecastAnswer = z.infer<typeof forecastAnswer>;

/** One thing that could be different. */
export const whatIf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('with-key'), plan: z.enum(['free', 'pro', 'business']) }),
  z.object({ kind: z.literal('without-key'), keyId: id }),
  z.object({ kind: z.literal('paused'), batchId: id }),
]);
export type WhatIf = z.infer<typeof whatIf>;

/** Both look ahead in slices, off the main path. A newer question of the same name ends the older one with CONFLICT. */
export const FORECAST_CALLS = {
  'forecast.ask': query(
    z.object({
      jobs: z.array(jobsToForecast).min(1).max(1_000),
      source: z.enum(['hand', 'batch']).default('batch'),
      priority: z.int().min(-100).max(100).default(0),
      labels: z.array(z.string().min(1)).default([]),
      start: askedStart.default({ kind: 'now' }),
      tryFirst: z.int().min(1).max(100_000).nullable().default(null),
      /** As in `batch.create`: of a line each entry of `jobs` is a step, of a race a model, all with the same `count`. */
      layout: batchLayout.default({ kind: 'list' }),
    }),
    forecastAnswer,
  ),
  /** When each batch would be done, beside when it will be as things are; null: not by itself. */
  'forecast.whatIf': query(whatIf, z.object({ batches: z.array(z.object({ batchId: id, at: time.nullable(), asIs: time.nullable() })) })),
} as const;
