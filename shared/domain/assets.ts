import { z } from 'zod';
import { LABELS } from '../search/query.ts';
import { id, time, count, modelInput, origin, credits } from './common.ts';

export const assetKind = z.enum(['image', 'video', 'audio', 'other']);
export type AssetKind = z.infer<typeof assetKind>;

/** What a person keeps about an asset. */
export const kept = z.object({
  /** Stars; null: not rated. */
  rating: z.int().min(1).max(5).nullable(),
  pick: z.enum(['picked', 'rejected']).nullable(),
  label: z.enum(LABELS).nullable(),
  favourite: z.boolean(),
  title: z.string().nullable(),
  notes: z.string().nullable(),
  /** In alphabetical order. */
  tags: z.array(z.string()),
});
export type Kept = z.infer<typeof kept>;

/** Of an asset nobody has touched yet. */
export const NOTHING_KEPT: Kept = { rating: null, pick: null, label: null, favourite: false, title: null, notes: null, tags: [] };

export const assetView = z.object({
  id,
  revision: count,
  sha256: z.string(),
  kind: assetKind,
  mime: z.string(),
  extension: z.string(),
  bytes: count,
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  durationS: z.number().nonnegative().nullable(),
  thumbnail: z.enum(['wanted', 'ready', 'none']),
  createdAt: time,
  jobId: id.nullable(),
  jobNumber: id.nullable(),
  batchId: id.nullable(),
  batchName: z.string().nullable(),
  batchTotal: count.nullable(),
  model: z.string(),
  modelName: z.string(),
  prompt: z.string().nullable(),
  input: modelInput,
  seed: z.int().nullable(),
  keyLabel: z.string().nullable(),
  credits: credits.nullable(),
  tookMs: count.nullable(),
  /** Null: its prompt was written as it stands. */
  origin: origin.nullable(),
  /** In the trash since then. */
  trashedAt: time.nullable(),
  kept,
  /** Taken in from a file of the user's, not made by a job. */
  imported: z.boolean(),
  /** Its bytes were not where they belong when last looked for. */
  missing: z.boolean(),
});
export type AssetView = z.infer<typeof assetView>;

/** A named set of assets: in its own order, or what a search finds. */
export const collectionView = z.object({
  id,
  revision: count,
  name: z.string(),
  /** In the language of the search box; null: put together by hand. */
  query: z.string().nullable(),
  createdAt: time,
  /** How many are in it, the trash left out; null for a search. */
  assets: count.nullable(),
});
export type CollectionView = z.infer<typeof collectionView>;

/** A command that can be taken back. */
export const undoView = z.object({
  id,
  /** The call's name: `job.cancel`, `asset.trash` … */
  command: z.string(),
  /** How many things it changed. */
  things: count,
  at: time,
});
export type UndoView = z.infer<typeof undoView>;
