import { z } from 'zod';
import type { AssetView } from '../../../../shared/domain.ts';
import { modelInput } from '../../../../shared/domain.ts';

/** How much of an asset's making goes with an exported file. */
export const EXPORT_PROFILES = ['everything', 'prompt', 'nothing'] as const;
export type ExportProfile = (typeof EXPORT_PROFILES)[number];

/** What is embedded for our own reading, as JSON. Fields may be added; a change that an older reader would misread raises `format`. */
export const madeNote = z.object({
  format: z.literal(1),
  model: z.string().nullable(),
  prompt: z.string().nullable(),
  input: modelInput.nullable(),
  seed: z.int().nullable(),
  batch: z.string().nullable(),
  title: z.string().nullable(),
  tags: z.array(z.string()),
  rating: z.int().min(1).max(5).nullable(),
  createdAt: z.int().nonnegative().nullable(),
});
export type MadeNote = z.infer<typeof madeNote>;

export const SOFTWARE = 'Abstrakt Companion';

/** Keys, credits and paths of this machine are in no profile. */
export function noteOf(asset: AssetView, profile: ExportProfile): MadeNote | null {
  const { prompt, model, input, seed, batchName, createdAt, kept } = asset;
  if (profile === 'nothing') return null;
  const bare = { format: 1 as const, model: null, prompt, input: null, seed: null, batch: null, title: null, tags: [], rating: null, createdAt: null };
  if (profile === 'prompt') return bare;
  return { ...bare, model, input, seed, batch: batchName, createdAt, title: kept.title, tags: [...kept.tags], rating: kept.rating };
}

/**
 * The note as the line other tools look for (`parameters`, as the Stable Diffusion web UI writes it): the prompt, then `Name: value` pairs.
 */
export function parametersOf({ prompt, seed, model }: MadeNote): string {
  const pairs = [seed !== null && `Seed: ${seed}`, model !== null && `Model: ${model.replaceAll(/[,\n]/g, ' ')}`, `Version: ${SOFTWARE}`];
  return [prompt ?? '', pairs.filter(Boolean).join(', ')].join('\n');
}
