import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeychainVault } from '../../../electron/desktop/keychain-vault.ts';
import { systemKeychain, type Keychain, type SystemStorage } from '../../../electron/desktop/keychain.ts';

const reversed = (text: string) => Buffer.from([...text].toReversed().join(''));
const keychain: Keychain = { encrypt: async (text) => reversed(text), decrypt: async (sealed) => reversed(sealed.toString()).toString() };

describe('the keychain vault', () => {
  let folder = '';
  const file = () => join(folder, 'vault-keychain.json');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'companion-vault-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps secrets over a restart, sealed, in a file for its owner alone', async () => {
    const vault = await createKeychainVault(file(), keychain);
    await Promise.all([vault.set('key:a', 'sk_live_a'), vault.set('key:b', 'sk_live_b')]);
    await vault.delete('key:b');
    expect(vault.state()).toBe('open');
    const again = await createKeychainVault(file(), keychain);
    expect(await again.get('key:a')).toBe('sk_live_a');
    expect(await again.get('key:b')).toBeNull();
    expect(await again.get('toString')).toBeNull();
    expect(await readFile(file(), 'utf8')).not.toContain('sk_live');
    if (process.platform !== 'win32') expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('counts a secret that the keychain cannot open any more as missing', async () => {
    await (await createKeychainVault(file(), keychain)).set('key:a', 'sk_live_a');
    const other: Keychain = { ...keychain, decrypt: () => Promise.reject(new Error('wrong key')) };
    expect(await (await createKeychainVault(file(), other)).get('key:a')).toBeNull();
  });

  it('keeps nothing when the keychain refuses, and does not quote the secret', async () => {
    const locked: Keychain = { ...keychain, encrypt: (text) => Promise.reject(new Error(`cannot encrypt ${text}`)) };
    const vault = await createKeychainVault(file(), locked);
    const thrown: unknown = await vault.set('key:a', 'sk_live_a').catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'VAULT_LOCKED' });
    expect(inspect(thrown)).not.toContain('sk_live_a');
    expect(await vault.get('key:a')).toBeNull();
  });

  it('leaves a file it cannot read alone', async () => {
    await writeFile(file(), 'not JSON');
    await expect(createKeychainVault(file(), keychain)).rejects.toMatchObject({ code: 'DISK' });
    expect(await readFile(file(), 'utf8')).toBe('not JSON');
  });

  it('has no passphrase', async () => {
    const vault = await createKeychainVault(file(), keychain);
    await expect(vault.create('passphrase')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(vault.unlock('passphrase')).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('systemKeychain', () => {
  const sync: SystemStorage = {
    isEncryptionAvailable: () => true,
    encryptString: reversed,
    decryptString: (sealed) => reversed(sealed.toString()).toString(),
    getSelectedStorageBackend: () => 'gnome_libsecret',
  };

  it('uses the synchronous calls where there are no others', async () => {
    const found = await systemKeychain(sync, 'linux');
    expect(await found?.decrypt(await found.encrypt('text'))).toBe('text');
  });

  it('prefers the asynchronous calls', async () => {
    const modern: SystemStorage = {
      ...sync,
      encryptString: () => {
        throw new Error('deprecated');
      },
      isAsyncEncryptionAvailable: async () => true,
      encryptStringAsync: async (text) => reversed(text),
      decryptStringAsync: async (sealed) => ({ result: reversed(sealed.toString()).toString(), shouldReEncrypt: false }),
    };
    expect(await (await systemKeychain(modern, 'linux'))?.encrypt('ab')).toEqual(reversed('ab'));
    expect(await systemKeychain({ ...modern, isAsyncEncryptionAvailable: async () => false }, 'linux')).toBeNull();
  });

  it.each(['basic_text', 'unknown'])('takes %s for no keychain', async (backend) => {
    expect(await systemKeychain({ ...sync, getSelectedStorageBackend: () => backend }, 'linux')).toBeNull();
  });

  it('asks for no backend where there is just one', async () => {
    const { getSelectedStorageBackend: _, ...mac } = sync;
    expect(await systemKeychain(mac, 'darwin')).not.toBeNull();
    expect(await systemKeychain(mac, 'linux')).toBeNull();
  });

  it('takes a keychain that fails when used for none', async () => {
    const failing: SystemStorage = {
      ...sync,
      encryptString: () => {
        throw new Error('locked');
      },
    };
    expect(await systemKeychain(failing, 'linux')).toBeNull();
    expect(await systemKeychain({ ...sync, isEncryptionAvailable: () => false }, 'win32')).toBeNull();
  });
});
