import { z } from 'zod';
import { ACTIONS } from '../shortcuts.ts';
import { creditBudget } from './common.ts';

/** A user's own S3-compatible bucket: where files go that the API is to fetch. Its secret key is in the vault. */
export const bucketSettings = z.object({
  /** Without the bucket's name: `https://s3.example.com`. */
  endpoint: z.url({ protocol: /^https?$/ }).max(500),
  region: z.string().trim().min(1).max(100),
  name: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket’s name: 3 to 63 small letters, digits, dots and hyphens'),
  accessKeyId: z.string().trim().min(1).max(200),
});
export type BucketSettings = z.infer<typeof bucketSettings>;

/** What of the frame can be done by keyboard, with the keys that do it unless a person chose others (`shared/shortcuts.ts`). */
const shortcuts = z.partialRecord(z.enum(ACTIONS), z.string().min(1).max(40));

export const themeName = z.enum(['system', 'dark', 'light']);
export const settings = z.object({
  theme: themeName,
  /** What becomes of the queue when the companion starts. `as-it-was`: paused if it was. */
  startUp: z.enum(['run', 'pause', 'as-it-was']),
  /** What may be spent with the real API in a day (UTC), by when jobs are sent; null: no ceiling. */
  creditsPerDay: creditBudget.nullable(),
  /** Keys that a person chose in the place of the usual ones. */
  shortcuts,
  /** A batch pauses itself and asks when more than this share of what it settled has failed (ten at least). */
  failingShare: z.number().min(0.05).max(1),
  /** Share of each minute's requests that batches leave to work composed by hand, while somebody composes. */
  handReserve: z.number().min(0).max(0.5),
  /**
   * Where the API can reach this machine's webhook receiver: a tunnel's address, or a loopback one where the API itself is on this
   * machine. null: finished jobs are asked for.
   */
  webhookBase: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  /** Port of 127.0.0.1 on which webhooks are received while `webhookBase` is set: where a tunnel leads to. */
  webhookPort: z.int().min(1_024).max(65_535),
  /** Believes webhooks that carry no signature, by their unguessable address alone. */
  webhookUnsigned: z.boolean(),
  /** Files the API has no address of go inside the request, where the model takes that: each model is tried once. */
  mediaAsData: z.boolean(),
  /** Else they go to this bucket, and the API gets an address that works for a day. null: none. */
  bucket: bucketSettings.nullable(),
});
export type Settings = z.infer<typeof settings>;
export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  startUp: 'as-it-was',
  creditsPerDay: null,
  shortcuts: {},
  failingShare: 0.5,
  handReserve: 0.1,
  webhookBase: null,
  webhookPort: 4174,
  webhookUnsigned: false,
  mediaAsData: false,
  bucket: null,
};
