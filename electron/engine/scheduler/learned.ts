import { z } from 'zod';

/** What is learned of a key and kept over a restart (column `api_key.learned`). */
export const learnedSchema = z.object({
  limit: z.int().positive().nullable(),
  /** Jobs at once, learned from refusals that left allowance; null: the plan's figure holds. */
  concurrency: z.int().positive().nullable(),
  /** Jobs that were at the API at once, and none was refused: so many places there are. */
  proved: z.int().nonnegative().default(0),
  counting: z.enum(['unknown', 'fixed', 'bucket']),
  asleep: z.object({ until: z.number(), why: z.enum(['rate-limited', 'day-spent', 'backoff']) }).nullable(),
  foreignUntil: z.number(),
});
export type Learned = z.infer<typeof learnedSchema>;

export const NOTHING_LEARNED: Learned = { limit: null, concurrency: null, proved: 0, counting: 'unknown', asleep: null, foreignUntil: 0 };
