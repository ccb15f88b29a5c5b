import { createHash } from 'node:crypto';
import { TEST_PREFIX } from '../../../shared/test-keys.ts';

const PREFIXES = ['sk_live_', TEST_PREFIX] as const;

/** Below this length, four characters would give away too much of it. */
const LONG_ENOUGH_FOR_A_HINT = 16;

/**
 * A secret as pasted, without the white space around it; null when it cannot be one. Visible ASCII only: it has to fit into a
 * header, and a space or a control character inside means that something else was pasted.
 */
export function cleanSecret(pasted: string): string | null {
  const secret = pasted.replaceAll(/^[\s\u200b-\u200d\u2060]+|[\s\u200b-\u200d\u2060]+$/g, '');
  return /^[\x21-\x7e]{8,512}$/.test(secret) ? secret : null;
}

export function looksLikeSecret(text: string): boolean {
  return PREFIXES.some((prefix) => text.startsWith(prefix));
}

/** All that is ever shown or stored of a secret outside the vault. */
export interface SecretTraits {
  /** Tells whether a key is known, and not the key: 16 hex digits. */
  fingerprint: string;
  /** `sk_live_`, `sk_test_` or `other`. */
  prefix: string;
  /** The last four characters; empty for a short secret. */
  last4: string;
}

export function traitsOf(secret: string): SecretTraits {
  return {
    fingerprint: createHash('sha256').update(`abstrakt-companion key ${secret}`).digest('hex').slice(0, 16),
    prefix: PREFIXES.find((prefix) => secret.startsWith(prefix)) ?? 'other',
    last4: secret.length >= LONG_ENOUGH_FOR_A_HINT ? secret.slice(-4) : '',
  };
}

/** The name under which the vault keeps a secret. */
export function vaultName(fingerprint: string): string {
  return `key:${fingerprint}`;
}
