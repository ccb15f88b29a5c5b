import { z } from 'zod';

/** Cost of scrypt: memory is about 128 · N · r bytes. Stored with the vault, so that it can rise later. */
export interface ScryptCost {
  N: number;
  r: number;
  p: number;
}

/** 128 MB and about half a second: OWASP's first choice for scrypt (password storage cheat sheet). */
export const DEFAULT_COST: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

const bytes = (length: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === length);

const sealed = z.object({ nonce: bytes(12), tag: bytes(16), data: z.base64() });
export type Sealed = z.infer<typeof sealed>;

/** Costs beyond these are no vault of ours, and must not be tried: they would fill the memory. */
const scrypt = z.object({
  name: z.literal('scrypt'),
  N: z
    .int()
    .min(2)
    .max(2 ** 20)
    .refine((n) => Number.isInteger(Math.log2(n))),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(4),
  salt: bytes(16),
});

/** The one file of a passphrase vault. `check` opens only with the right key, and so tells a wrong passphrase from a damaged entry. */
export const vaultFile = z.object({ format: z.literal(1), kdf: scrypt, check: sealed, entries: z.record(z.string(), sealed) });
export type VaultFile = z.infer<typeof vaultFile>;

/** Null when the text is no vault file. */
export function parseVaultFile(text: string): VaultFile | null {
  try {
    return vaultFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
