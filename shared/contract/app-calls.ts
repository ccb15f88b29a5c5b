import { z } from 'zod';
import { batchView, collectionView, engineStatus, keyView, modelView, settings, totals } from '../domain.ts';
import { command, nothing, query } from './call.ts';

/** The whole state a renderer starts from; events with a higher sequence continue it. Jobs and assets are asked for in pages. */
export const snapshot = z.object({
  sequence: z.int().nonnegative(),
  /** The engine's clock at that moment: a renderer counts down against it, not against its own. */
  now: z.int(),
  status: engineStatus,
  totals,
  keys: z.array(keyView),
  batches: z.array(batchView),
  models: z.array(modelView),
  collections: z.array(collectionView),
  settings,
});
export type Snapshot = z.infer<typeof snapshot>;

export const APP_CALLS = {
  'app.snapshot': query(nothing, snapshot),
  'settings.update': command(settings.partial(), settings),
} as const;
