import { z } from 'zod';
import { flightView, keyMinute, modelInput, plannedFlight, requestView } from '../domain.ts';
import { id, nothing, query } from './call.ts';

const time = z.int().nonnegative();
const pageOf = (most: number) => z.int().min(1).max(most).default(most);

/** A request as it was sent, and what was kept of its answer. The secret is masked. */
export const requestDetail = z.object({
  request: requestView,
  keyLabel: z.string(),
  method: z.enum(['GET', 'POST', 'DELETE']),
  url: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** Of a run: what the job's input is now, and the fields that choose how its answer comes. */
  body: modelInput.nullable(),
  answer: z
    .object({
      status: z.int().nullable(),
      headers: z.array(z.tuple([z.string(), z.string()])),
      /** The API's id of the job, its outputs, or its error: as kept, not as it came. */
      kept: z.record(z.string(), z.json()),
    })
    .nullable(),
});
export type RequestDetail = z.infer<typeof requestDetail>;

/** Credits of jobs that ended since then, in three columns that are never added up: a fact, an estimate, and how many nobody knows of. */
const spendRow = z.object({
  by: z.enum(['batch', 'model', 'key']),
  /** Of the batch or key; the model's id. */
  id: z.string(),
  name: z.string(),
  jobs: z.int().nonnegative(),
  reported: z.number().nonnegative(),
  estimated: z.number().nonnegative(),
  unknownJobs: z.int().nonnegative(),
});
export type SpendRow = z.infer<typeof spendRow>;

/** What the flight board, the charts of keys and the request log read. All answers are bounded. */
export const BOARD_CALLS = {
  /** Flights that began since then, newest first. `before`: the `startedAt` of the oldest that is known. */
  'flight.list': query(z.object({ since: time, before: time.optional(), limit: pageOf(2_000) }), z.array(flightView)),
  /** What the last forecast expects to go out in the next minutes, first to go first; empty while nothing is sent. `plan.changed` tells of a new one. */
  'flight.plan': query(nothing, z.object({ madeAt: time, until: time, flights: z.array(plannedFlight) })),
  /** Minutes with any traffic since then, oldest first; of one key, or of all keys of the endpoint in use. */
  'key.minutes': query(z.object({ keyId: id.optional(), since: time }), z.array(keyMinute)),
  /** Of the endpoint in use; the dearest first. `since`: when jobs ended, ms. */
  'spend.report': query(z.object({ since: time }), z.array(spendRow)),
  'request.get': query(z.object({ id }), requestDetail),
} as const;
