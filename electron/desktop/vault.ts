import { safeStorage } from 'electron';
import { join } from 'node:path';
import { createPassphraseVault } from '../engine/keys/passphrase-vault.ts';
import type { Vault } from '../engine/keys/vault.ts';
import { createKeychainVault } from './keychain-vault.ts';
import { systemKeychain } from './keychain.ts';

/** The keychain's vault, or where this machine has no keychain the same passphrase vault the browser host opens. */
export async function openVault(workspace: string): Promise<Vault> {
  const keychain = await systemKeychain(safeStorage, process.platform);
  if (keychain) return createKeychainVault(join(workspace, 'vault-keychain.json'), keychain);
  return createPassphraseVault(join(workspace, 'vault.json'));
}
