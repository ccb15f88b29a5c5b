import { z } from 'zod';
import { id, time, count, endpointName, creditBudget, spent } from './common.ts';
import { waitReason, jobCounts, uncertainRule } from './jobs.ts';

/** How a batch's jobs belong together: a plain list; `race`: each prompt with so many models beside each other; `line`: so many steps after each other. */
export const batchLayout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('list') }),
  z.object({ kind: z.enum(['race', 'line']), across: z.int().min(2).max(20) }),
]);
export type BatchLayout = z.infer<typeof batchLayout>;

const minuteOfDay = z
  .int()
  .min(0)
  .max(24 * 60 - 1);
const startAt = z.object({ kind: z.literal('at'), at: time });
const startNow = z.object({ kind: z.literal('now') });
/** Each day between two times of it (minutes after midnight in `zone`, an IANA name); `to` may lie on the next day. What is at the API by then ends there. */
const startHours = z
  .object({
    kind: z.literal('hours'),
    from: minuteOfDay,
    to: minuteOfDay,
    zone: z.string().max(60).refine(isTimeZone, 'the name of a time zone, such as Europe/Berlin'),
  })
  .refine(({ from, to }) => from !== to, 'an end that is not its beginning');
export type StartHours = z.infer<typeof startHours>;

/** When the jobs of a batch go out. */
export const batchStart = z.union([startNow, startAt, startHours]);
export type BatchStart = z.infer<typeof batchStart>;

/** The same as it is asked for. `new-day`: when the first of the keys that may take it has its day's allowance back; kept as that moment. */
export const askedStart = z.union([...batchStart.options, z.object({ kind: z.literal('new-day') })]);
export type AskedStart = z.infer<typeof askedStart>;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Why a batch paused itself: of `settled` jobs `failed` did, or the last `failed` ones did in a row, all for one reason. */
export const batchHeld = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('failing'), failed: count, settled: count }),
  z.object({ kind: z.literal('streak'), failed: count, code: z.string() }),
]);
export type BatchHeld = z.infer<typeof batchHeld>;

export const batchView = z.object({
  id,
  revision: count,
  name: z.string(),
  /** `hand`: composed one at a time, overtakes batches. */
  source: z.enum(['hand', 'batch', 'file', 'starter']),
  endpoint: endpointName,
  state: z.enum(['active', 'paused', 'cancelled']),
  /** null: it did not pause itself; a person did if anybody. */
  held: batchHeld.nullable(),
  priority: z.int(),
  labels: z.array(z.string()),
  uncertainRule,
  start: batchStart,
  /** Its first `jobs` go out, `open` of which are not over yet; the others wait for a person. null: all may go. */
  trial: z.object({ jobs: z.int().positive(), open: count }).nullable(),
  /** It pauses itself after so many failures of one kind in a row. */
  stopAfter: z.int().positive().nullable(),
  /** What its next job waits for, by the last decision; null where it has none, or none waits. */
  waiting: waitReason.nullable(),
  createdAt: time,
  counts: jobCounts,
  total: count,
  models: z.array(z.string()),
  layout: batchLayout,
  creditsUsed: z.number().nonnegative(),
  /** Estimate for the whole batch; null when any model's cost is unknown. */
  creditsEstimated: z.number().nonnegative().nullable(),
  creditBudget: creditBudget.nullable(),
  /** What counts against its budget, jobs that are out included. */
  spent,
  /** When it will be done, and how many of its jobs each key will have carried from now on; null when held, unknown or over. */
  forecast: z.object({ at: time, from: time, to: time, perKey: z.array(z.object({ keyId: id, jobs: count })) }).nullable(),
  /** Up to four newest outputs with thumbnails. */
  covers: z.array(z.string()),
});
export type BatchView = z.infer<typeof batchView>;
