import type { Vault, VaultState } from '../../electron/engine/keys/vault.ts';

/** An open vault in memory. */
export class MemoryVault implements Vault {
  readonly kind = 'passphrase';
  readonly secrets = new Map<string, string>();

  state(): VaultState {
    return 'open';
  }

  async get(name: string): Promise<string | null> {
    return this.secrets.get(name) ?? null;
  }

  async set(name: string, secret: string): Promise<void> {
    this.secrets.set(name, secret);
  }

  async delete(name: string): Promise<void> {
    this.secrets.delete(name);
  }

  async create(): Promise<void> {}

  async unlock(): Promise<void> {}
}
