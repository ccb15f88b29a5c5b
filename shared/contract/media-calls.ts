import { z } from 'zod';
import { command, nothing, query } from './call.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What the API would get for a file of the library, if a job with it were sent now. */
export const mediaWay = z.discriminatedUnion('kind', [
  /** The address at which the API has it still, until then. */
  z.object({ kind: z.literal('address'), until: z.int() }),
  /** The file itself, inside the request. `tried`: the model took such before. */
  z.object({ kind: z.literal('data'), bytes: z.int().nonnegative(), tried: z.boolean() }),
  /** An address in the user's bucket that works for a day. `uploaded`: it lies there already. */
  z.object({ kind: z.literal('bucket'), name: z.string(), uploaded: z.boolean() }),
  /** Nothing: a job with it ends before it is sent, with these words. */
  z.object({ kind: z.literal('none'), why: z.string() }),
]);
export type MediaWay = z.infer<typeof mediaWay>;

/** Files that go into jobs, and how the API gets them. */
export const MEDIA_CALLS = {
  /** How the API would get these files for this model. */
  'media.ways': query(
    z.object({ model: z.string().min(1), sha256s: z.array(sha256).min(1).max(200) }),
    z.array(z.object({ sha256: z.string(), way: mediaWay })),
  ),
  /** Keeps the secret key of the bucket in the vault; null: forgets it. VAULT_LOCKED while the vault is not open. */
  'bucket.setSecret': command(z.object({ secret: z.string().trim().min(1).max(500).nullable() }), nothing),
  /** `secret`: it is at hand. */
  'bucket.status': query(nothing, z.object({ secret: z.boolean() })),
  /** Writes a small file into the bucket and reads it back by an address as the API would get it. `problem`: what went wrong, in words. */
  'bucket.test': command(nothing, z.object({ problem: z.string().nullable() })),
} as const;
