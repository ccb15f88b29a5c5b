import { z } from 'zod';
import { command, nothing, query } from './call.ts';

/** A path of words: `animal`, `birds/big`. What would read as syntax in `__name__` cannot be in it. */
export const wildcardName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^(?!.*(?:__|_$|\/$))[^\s(){}|$#,=\\_*!@~/][^(){}|$#\n,=\\*]*$/, 'a name without braces, brackets, bars, commas, stars and double underscores');

/** A list the user keeps for prompts to draw on: its text as written, a value a line, `#` in front of a comment. */
export const wildcardView = z.object({ name: wildcardName, text: z.string(), changedAt: z.int().nonnegative() });
export type WildcardView = z.infer<typeof wildcardView>;

export const COMPOSE_CALLS = {
  /** All of them, by name. */
  'wildcard.list': query(nothing, z.array(wildcardView)),
  /** Makes one, or replaces its text. `was`: its name until now, where it is renamed; CONFLICT when the new name is taken. */
  'wildcard.put': command(z.object({ name: wildcardName, text: z.string().max(2_000_000), was: wildcardName.optional() }), wildcardView),
  'wildcard.remove': command(z.object({ name: wildcardName }), nothing),
  /**
   * What the library has of a model with these seeds: for each asset the key of its input (`shared/matrix/input-key.ts`), so that equal jobs
   * need not be paid for again. In pages by asset: `next` is the `after` of the following one, null at the end.
   */
  'compose.made': query(
    z.object({ model: z.string().min(1), seeds: z.array(z.int()).min(1).max(1_000), after: z.int().nonnegative().default(0) }),
    z.object({ made: z.array(z.object({ key: z.string(), sha256: z.string() })), next: z.int().nullable() }),
  ),
} as const;
