import { z } from 'zod';
import { command, id, query, nothing, undoToken } from './call.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Assets that may be the same thing twice. The same bytes never are: files go by their hash. */
export const DUPLICATE_CALLS = {
  /**
   * Groups of them, the newest first, the first 1,000 with the first 60 of each. `look`: pictures that look the same; `input`: outputs that
   * different jobs made from the same input with the same seed.
   */
  'duplicates.find': query(
    nothing,
    z.object({ groups: z.array(z.object({ why: z.enum(['look', 'input']), ids: z.array(id) })), total: z.int().nonnegative() }),
  ),
  /**
   * Keeps one and moves the others to the trash: it takes over their tags, the most stars, a pick, a favourite and their collections, and
   * label, title and notes where it has none. Undone as one. NOT_FOUND when the one to keep is gone.
   */
  'duplicates.merge': command(z.object({ keep: sha256, others: z.array(sha256).min(1).max(60) }), z.object({ merged: z.int().nonnegative(), undo: undoToken })),
  /** These are not the same: they are not offered together again. */
  'duplicates.apart': command(z.object({ ids: z.array(id).min(2).max(60) }), z.object({ undo: undoToken })),
} as const;
