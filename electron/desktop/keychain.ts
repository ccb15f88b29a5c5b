import type { SafeStorage } from 'electron';

/** Seals texts with a key that the system's keychain keeps. */
export interface Keychain {
  encrypt(text: string): Promise<Buffer>;
  /** Rejects when the keychain no longer has the key it was sealed with. */
  decrypt(sealed: Buffer): Promise<string>;
}

/** Where Linux offers no keyring, Chromium says one of these and "encrypts" with a password everybody knows. */
const NO_KEYRING: readonly string[] = ['basic_text', 'unknown'];

type SyncStorage = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>;
type AsyncStorage = Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>;
export type SystemStorage = Partial<AsyncStorage> & SyncStorage & { getSelectedStorageBackend?(): string };

/**
 * The system's keychain through Electron's safeStorage, or null where there is none worth the name. Call when the app is ready.
 * Electron 45 has asynchronous calls and deprecates the others; Electron 33 has only the others.
 */
export async function systemKeychain(storage: SystemStorage, platform: NodeJS.Platform): Promise<Keychain | null> {
  if (platform === 'linux' && NO_KEYRING.includes(storage.getSelectedStorageBackend?.() ?? 'unknown')) return null;
  const keychain = hasAsync(storage) ? await asyncKeychain(storage) : syncKeychain(storage);
  return keychain && (await works(keychain)) ? keychain : null;
}

function hasAsync(storage: SystemStorage): storage is SystemStorage & AsyncStorage {
  return typeof storage.encryptStringAsync === 'function';
}

async function asyncKeychain(storage: AsyncStorage): Promise<Keychain | null> {
  if (!(await storage.isAsyncEncryptionAvailable())) return null;
  return {
    encrypt: (text) => storage.encryptStringAsync(text),
    decrypt: async (sealed) => (await storage.decryptStringAsync(sealed)).result,
  };
}

function syncKeychain(storage: SyncStorage): Keychain | null {
  if (!storage.isEncryptionAvailable()) return null;
  return {
    encrypt: async (text) => storage.encryptString(text),
    decrypt: async (sealed) => storage.decryptString(sealed),
  };
}

/** A keyring that is there and locked, or that refuses us, says so only when used. */
async function works(keychain: Keychain): Promise<boolean> {
  try {
    return (await keychain.decrypt(await keychain.encrypt('companion'))) === 'companion';
  } catch {
    return false;
  }
}
