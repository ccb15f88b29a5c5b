import { z } from 'zod';
import { id } from './call.ts';

const time = z.int().nonnegative();

/** Work of minutes that a person watches. */
export const taskView = z.object({
  id,
  kind: z.enum(['export', 'verify', 'move']),
  state: z.enum(['running', 'done', 'failed', 'stopped']),
  done: z.int().nonnegative(),
  /** Null: not known yet. */
  total: z.int().nonnegative().nullable(),
  /** What happened, when it is over. */
  message: z.string().nullable(),
  startedAt: time,
  endedAt: time.nullable(),
});
export type TaskView = z.infer<typeof taskView>;
