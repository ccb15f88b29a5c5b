import { z } from 'zod';
import { assetKind, assetView } from '../domain.ts';
import { command, id, nothing, page, query, undoToken } from './call.ts';

const sha256s = z.array(z.string()).min(1).max(10_000);

export const LIBRARY_CALLS = {
  'asset.list': query(
    z.object({
      kinds: z.array(assetKind).optional(),
      models: z.array(z.string()).optional(),
      batchId: id.optional(),
      text: z.string().optional(),
      /** What is in the trash, and nothing else; without it what is not. */
      trashed: z.boolean().default(false),
      ...page,
    }),
    z.object({ assets: z.array(assetView), total: z.int().nonnegative() }),
  ),
  'asset.get': query(z.object({ sha256: z.string() }), assetView),
  /** Into the trash: gone from lists and figures, and every file stays. */
  'asset.trash': command(z.object({ sha256s }), z.object({ trashed: z.int().nonnegative(), undo: undoToken })),
  'asset.restore': command(z.object({ sha256s }), z.object({ restored: z.int().nonnegative() })),
  /** Deletes what is in the trash (all of it, or these) with its files. Cannot be taken back. `bytes`: of the assets' files. */
  'trash.empty': command(z.object({ sha256s: sha256s.optional() }), z.object({ removed: z.int().nonnegative(), bytes: z.int().nonnegative() })),
  /** Assets without a thumbnail, for a renderer to make: hostile bytes are decoded only in Chromium's sandbox. */
  'thumbnail.next': query(z.object({ limit: z.int().min(1).max(50).default(8) }), z.array(assetView)),
  /** `image`: WebP in base64, at most 512 px on the long edge; null: cannot be decoded, stop asking. */
  'thumbnail.put': command(
    z.object({
      sha256: z.string(),
      image: z.base64().max(2_000_000).nullable(),
      width: z.int().positive().nullable(),
      height: z.int().positive().nullable(),
      durationS: z.number().nonnegative().nullable(),
    }),
    nothing,
  ),
} as const;
