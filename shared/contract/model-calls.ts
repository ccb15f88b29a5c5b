import { z } from 'zod';
import { modelView } from '../domain.ts';
import { command, nothing, query } from './call.ts';

export const MODEL_CALLS = {
  'model.get': query(z.object({ id: z.string() }), modelView),
  /** Reads the whole catalog from the API (one request a hundred models, and one for each model's schema asked for). */
  'model.refresh': command(nothing, z.object({ models: z.int().nonnegative() })),
} as const;
