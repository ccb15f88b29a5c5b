import { z } from 'zod';
import { jobView } from '../domain.ts';
import { id, query } from './call.ts';

/** Batches whose jobs stand in rows: races and lines. */
export const LAYOUT_CALLS = {
  /** Jobs of a batch by their numbers within it, from `first` on, in that order. */
  'batch.stretch': query(
    z.object({ id, first: z.int().min(1), count: z.int().min(1).max(500) }),
    z.object({ jobs: z.array(jobView), total: z.int().nonnegative() }),
  ),
} as const;
