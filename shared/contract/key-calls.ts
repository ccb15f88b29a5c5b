import { z } from 'zod';
import { creditBudget, keyView } from '../domain.ts';
import { command, id, nothing } from './call.ts';

export const KEY_CALLS = {
  /** Secrets go in and never come out. Keys already known are reported, not added twice. */
  'key.add': command(
    z.object({
      keys: z
        .array(
          z.object({
            secret: z.string().min(8).max(512),
            label: z.string().min(1).max(60).optional(),
            colour: z.int().min(0).max(7).optional(),
            labels: z.array(z.string().min(1)).optional(),
            /** Counts all the key was ever used for. */
            creditBudget: creditBudget.optional(),
          }),
        )
        .min(1)
        .max(100),
    }),
    z.object({ added: z.array(keyView), known: z.array(z.string()) }),
  ),
  'key.update': command(
    z.object({
      id,
      label: z.string().min(1).max(60).optional(),
      colour: z.int().min(0).max(7).optional(),
      labels: z.array(z.string().min(1)).optional(),
      enabled: z.boolean().optional(),
      /** A name: keys that carry the same one share their account's allowance. null: an allowance of its own. */
      account: z.string().trim().min(1).max(60).nullable().optional(),
      /** Counts all the key was ever used for; null: no ceiling. */
      creditBudget: creditBudget.nullable().optional(),
    }),
    keyView,
  ),
  /**
   * Another secret for the same key: its name, labels, history and what was learned stay. CONFLICT where the secret is another key's;
   * VAULT_LOCKED while the vault is not open. Spends one request, as a test does.
   */
  'key.rotate': command(z.object({ id, secret: z.string().min(8).max(512) }), keyView),
  'key.remove': command(z.object({ id }), nothing),
  /** Spends one request on `GET /models?limit=1` and tells what the headers say. */
  'key.test': command(z.object({ id }), keyView),
  'vault.create': command(z.object({ passphrase: z.string().min(8).max(1_000) }), nothing),
  'vault.unlock': command(z.object({ passphrase: z.string().min(1).max(1_000) }), nothing),
} as const;
