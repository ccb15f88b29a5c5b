import { z } from 'zod';
import { command, nothing, query } from './call.ts';

const count = z.int().nonnegative();

/** Webhooks, where the API can reach this machine (settings `webhookBase`, `webhookUnsigned`). */
export const WEBHOOK_CALLS = {
  /** Keeps the secret that the API signs webhooks with, in the vault; null: forgets it. VAULT_LOCKED while the vault is not open. */
  'webhook.setSecret': command(z.object({ secret: z.string().min(8).max(512).nullable() }), nothing),
  /**
   * `known`: the signing secret is at hand. `trusted`: finished jobs are waited for instead of asked for, which ends when one was missed, and begins again when one
   * arrives. `deaf`: the port cannot be opened. `received`, `refused`: since the start.
   */
  'webhook.status': query(nothing, z.object({ known: z.boolean(), trusted: z.boolean(), deaf: z.boolean(), received: count, refused: count })),
} as const;
