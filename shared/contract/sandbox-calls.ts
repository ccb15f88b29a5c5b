import { z } from 'zod';
import { command, id, nothing } from './call.ts';

export const SANDBOX_CALLS = {
  /** Starts the stand-in API, adds its keys, and makes it the endpoint. */
  'sandbox.start': command(nothing, nothing),
  /** Back to the real API; practice jobs and assets stay. */
  'sandbox.stop': command(nothing, nothing),
  /** Enqueues a small, pretty batch to look at. */
  'sandbox.starterBatch': command(nothing, z.object({ batchId: id, jobs: z.int().positive() })),
} as const;
