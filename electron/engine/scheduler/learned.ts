import { z } from 'zod';

/** What is learned of a key and kept over a restart (column `api_key.learned`). */
export const learnedSchema = z.object({
  limit: z.int().positive().nullable(),
  /** Jobs at once, learned from refusals that left allowance; null: the plan's figure holds. */
  concurrency: z.int().positive().nullable(),
  counting: z.enum(['unknown', 'fixed', 'bucket']),
  asleep: z.object({ until: z.number(), why: z.enum(['rate-limited', 'day-spent', 'backoff']) }).nullable(),
  foreignUntil: z.number(),
});
export type Learned = z.infer<typeof learnedSchema>;

export const NOTHING_LEARNED: Learned = { limit: null, concurrency: null, counting: 'unknown', asleep: null, foreignUntil: 0 };
