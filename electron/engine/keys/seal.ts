import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';
import type { ScryptCost, Sealed } from './vault-file.ts';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;

/** Random bytes fit for keys and nonces: `crypto.randomBytes`, or a fake in tests. */
export type RandomBytes = (length: number) => Uint8Array;

/** A passphrase typed on another keyboard or system must come to the same bytes: NFKC. */
export function deriveKey(passphrase: string, salt: Uint8Array, { N, r, p }: ScryptCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r + 2 ** 20 }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** AES-256-GCM with a fresh nonce; `name` is bound to it, so that entries can't be swapped in the file. */
export function seal(key: Uint8Array, name: string, plain: string, randomBytes: RandomBytes): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(name, 'utf8'));
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return { nonce: base64(nonce), tag: base64(cipher.getAuthTag()), data: base64(data) };
}

/** Null when it was sealed with another key or name, or has been changed since. */
export function unseal(key: Uint8Array, name: string, { nonce, tag, data }: Sealed): string | null {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, 'base64'), { authTagLength: 16 })
      .setAAD(Buffer.from(name, 'utf8'))
      .setAuthTag(Buffer.from(tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
