import { z } from 'zod';
import { time, count, endpointName } from './common.ts';
import { jobCounts } from './jobs.ts';

export const engineStatus = z.object({
  version: z.string(),
  host: z.enum(['desktop', 'browser', 'cli']),
  workspace: z.string(),
  endpoint: endpointName,
  baseUrl: z.string(),
  /** What the last exchanges say about the API. `since`: when it last answered, where it is silent. */
  api: z.discriminatedUnion('state', [
    z.object({ state: z.literal('no-key') }),
    z.object({ state: z.literal('untried') }),
    z.object({ state: z.literal('active') }),
    z.object({ state: z.literal('silent'), since: time, nextTry: time }),
  ]),
  vault: z.object({ kind: z.enum(['keychain', 'passphrase']), state: z.enum(['open', 'locked', 'new', 'missing']) }),
  sandbox: z.discriminatedUnion('state', [
    z.object({ state: z.literal('unavailable') }),
    z.object({ state: z.literal('stopped') }),
    z.object({ state: z.literal('starting') }),
    z.object({ state: z.literal('running'), baseUrl: z.string() }),
    z.object({ state: z.literal('failed'), message: z.string() }),
  ]),
  paused: z.boolean(),
  /** `full`, `refused` (read-only, no permission, broken): nothing new is sent, because what comes back could not be stored. */
  disk: z.enum(['well', 'full', 'refused']),
  /** Set while the workspace's disk has little room left, before it is full. */
  diskLow: z.object({ freeBytes: count }).nullable(),
  /**
   * Where the library's files are. `folder`: null in the workspace. `here`: false while that disk is not connected. `moving`: a move there was begun
   * and is not over. `old`: where the files of before the last move still are.
   */
  library: z.object({ folder: z.string().nullable(), here: z.boolean(), moving: z.string().nullable(), old: z.string().nullable() }),
});
export type EngineStatus = z.infer<typeof engineStatus>;

/** Figures of the hero band, over the current endpoint's jobs. */
export const totals = z.object({
  counts: jobCounts,
  requestsToday: count,
  requestsPerDay: count.nullable(),
  requests24h: count,
  refused24h: count,
  jobsDone24h: count,
  creditsToday: z.number().nonnegative(),
  assets: count,
  assetBytes: count,
});
export type Totals = z.infer<typeof totals>;
