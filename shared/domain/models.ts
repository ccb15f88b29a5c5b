import { z } from 'zod';
import { count } from './common.ts';
import { assetKind } from './assets.ts';

export const modelView = z.object({
  id: z.string(),
  aliases: z.array(z.string()),
  name: z.string(),
  description: z.string().nullable(),
  provider: z.string().nullable(),
  category: z.string().nullable(),
  kind: assetKind,
  creditsPerRun: z.number().nonnegative().nullable(),
  /** JSON Schema of its input; null: not known, offer a prompt and raw JSON. */
  inputSchema: z.record(z.string(), z.json()).nullable(),
  /** False: the id is a guess of ours and must not be run until the API's own list confirms it. */
  runnable: z.boolean(),
  source: z.enum(['seed', 'api']),
  /** From own runs; null before the first. */
  usualMs: count.nullable(),
});
export type ModelView = z.infer<typeof modelView>;
