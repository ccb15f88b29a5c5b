/**
 * Where secrets live. Names are of our making (`key:<fingerprint>`), values are secrets. Implementations: the system's keychain
 * (desktop, safeStorage) and a passphrase vault (elsewhere). There is no plain-text implementation.
 */
export interface Vault {
  readonly kind: 'keychain' | 'passphrase';
  /** `new`: no passphrase set yet; `missing`: this machine offers no keychain and none can be made. */
  state(): VaultState;
  /** null when there is no such secret. Rejects with VAULT_LOCKED unless open. */
  get(name: string): Promise<string | null>;
  /** Durable when it resolves. Rejects with VAULT_LOCKED unless open. */
  set(name: string, secret: string): Promise<void>;
  delete(name: string): Promise<void>;
  /** Sets the passphrase of a `new` vault and opens it. CONFLICT where the kind or state has no such thing. */
  create(passphrase: string): Promise<void>;
  /** Opens a `locked` vault. BAD_INPUT when the passphrase is wrong. */
  unlock(passphrase: string): Promise<void>;
}

export type VaultState = 'open' | 'locked' | 'new' | 'missing';
