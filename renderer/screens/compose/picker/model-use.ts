import type { BatchView } from '../../../../shared/domain.ts';

/** What the user's own batches say of a model. */
export interface ModelUse {
  /** 0: used last. */
  rank: number;
  /** One of its newest outputs; null: none that is surely its own. */
  sample: string | null;
}

/** By model; `batches` newest first. A batch of several models does not tell whose its covers are. */
export function modelUse(batches: readonly Pick<BatchView, 'models' | 'covers'>[]): ReadonlyMap<string, ModelUse> {
  const use = new Map<string, ModelUse>();
  for (const { models, covers } of batches) {
    for (const model of models) {
      const sample = models.length === 1 ? (covers[0] ?? null) : null;
      const known = use.get(model);
      if (!known) use.set(model, { rank: use.size, sample });
      else if (known.sample === null && sample !== null) use.set(model, { ...known, sample });
    }
  }
  return use;
}
