import { NOTHING_KEPT, type AssetView } from '../../../../shared/domain.ts';

/** An image of the library; `id` also makes its hash, so that the same id is the same asset. */
export function anAsset(over: Partial<AssetView> = {}): AssetView {
  const id = over.id ?? 1;
  return {
    id,
    revision: 1,
    sha256: id.toString(16).padStart(64, '0'),
    trashedAt: null,
    kept: NOTHING_KEPT,
    imported: false,
    missing: false,
    kind: 'image',
    mime: 'image/png',
    extension: 'png',
    bytes: 1_400_000,
    width: 1024,
    height: 1024,
    durationS: null,
    thumbnail: 'wanted',
    createdAt: Date.UTC(2026, 10, 24, 11, 49, 41),
    jobId: id,
    jobNumber: id,
    batchId: 1,
    batchName: 'Winter light',
    batchTotal: 240,
    model: 'fal-ai/flux/dev',
    modelName: 'FLUX Dev',
    prompt: 'Portrait of a red fox in low winter sun',
    input: { prompt: 'Portrait of a red fox in low winter sun', seed: 4021 },
    seed: 4021,
    keyLabel: 'Personal',
    credits: { amount: 2, source: 'reported' },
    tookMs: 6_400,
    origin: null,
    ...over,
  };
}
