import { z } from 'zod';
import { undoView } from '../domain.ts';
import { command, id, nothing, query } from './call.ts';

export const UNDO_CALLS = {
  /** Takes one command back, once. `left`: things that had gone on since and stay as they are. NOT_FOUND when it was undone or is too old. */
  'undo.apply': command(z.object({ undo: id }), z.object({ undone: z.int().nonnegative(), left: z.int().nonnegative() })),
  /** What can be taken back, newest first. */
  'undo.list': query(nothing, z.array(undoView)),
} as const;
