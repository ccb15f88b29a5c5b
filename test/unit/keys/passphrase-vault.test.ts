import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import * as nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createPassphraseVault } from '../../../electron/engine/keys/passphrase-vault.ts';
import type { Vault } from '../../../electron/engine/keys/vault.ts';
import type { VaultFile } from '../../../electron/engine/keys/vault-file.ts';
import { failingFs } from '../library/failing-fs.ts';
import { LIVE, TEST, temporaryFolder } from './support.ts';

const QUICK = { scrypt: { N: 16, r: 1, p: 1 } };
const PASSPHRASE = 'correct horse battery staple';

async function vaultAt(): Promise<{ file: string; vault: Vault }> {
  const file = join(await temporaryFolder(), 'deep', 'vault.json');
  return { file, vault: await createPassphraseVault(file, QUICK) };
}

const withKeys = async () => {
  const { file, vault } = await vaultAt();
  await vault.create(PASSPHRASE);
  await vault.set('key:a', LIVE);
  await vault.set('key:b', TEST);
  return { file, vault };
};

/** Changes the file as someone else would. */
async function edit(file: string, change: (content: VaultFile) => void): Promise<Vault> {
  const content = JSON.parse(await readFile(file, 'utf8')) as VaultFile;
  change(content);
  await writeFile(file, JSON.stringify(content));
  return createPassphraseVault(file, QUICK);
}

describe('a passphrase vault', () => {
  test('is new, then open, then locked for the next run', async () => {
    const { file, vault } = await vaultAt();
    expect(vault).toMatchObject({ kind: 'passphrase' });
    expect(vault.state()).toBe('new');
    await vault.create(PASSPHRASE);
    expect(vault.state()).toBe('open');
    await vault.set('key:a', LIVE);
    const later = await createPassphraseVault(file);
    expect(later.state()).toBe('locked');
    await expect(later.get('key:a')).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await expect(later.set('key:b', TEST)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await later.unlock(PASSPHRASE);
    expect(await later.get('key:a')).toBe(LIVE);
    expect(await later.get('key:none')).toBeNull();
    expect(await later.get('constructor')).toBeNull();
  });

  test('forgets what is deleted', async () => {
    const { file, vault } = await withKeys();
    await vault.delete('key:a');
    await vault.delete('key:a');
    expect(await vault.get('key:a')).toBeNull();
    const later = await createPassphraseVault(file);
    await later.unlock(PASSPHRASE);
    expect([await later.get('key:a'), await later.get('key:b')]).toEqual([null, TEST]);
  });

  test('keeps every one of many changes made at once', async () => {
    const { file, vault } = await vaultAt();
    await vault.create(PASSPHRASE);
    await Promise.all(Array.from({ length: 20 }, (_, at) => vault.set(`key:${at}`, `secret-${at}`)));
    const later = await createPassphraseVault(file);
    await later.unlock(PASSPHRASE);
    expect(await Promise.all(Array.from({ length: 20 }, (_, at) => later.get(`key:${at}`)))).toEqual(Array.from({ length: 20 }, (_, at) => `secret-${at}`));
  });

  test('its file is for its owner alone, holds no secret, and never the same bytes for the same secret', async () => {
    const { file, vault } = await withKeys();
    const first = await readFile(file, 'utf8');
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    for (const secret of [LIVE, TEST, PASSPHRASE]) {
      for (const form of [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')]) expect(first).not.toContain(form);
    }
    await vault.set('key:a', LIVE);
    const [before, after] = [JSON.parse(first), JSON.parse(await readFile(file, 'utf8'))];
    expect(after.entries['key:a'].nonce).not.toBe(before.entries['key:a'].nonce);
    expect(after.entries['key:a'].data).not.toBe(before.entries['key:a'].data);
    expect(after.entries['key:b']).toEqual(before.entries['key:b']);
    expect(await readdir(join(file, '..'))).toEqual(['vault.json']);
  });

  test('is sealed at full cost unless told otherwise', { timeout: 30_000 }, async () => {
    const file = join(await temporaryFolder(), 'vault.json');
    const vault = await createPassphraseVault(file);
    await vault.create(PASSPHRASE);
    expect(JSON.parse(await readFile(file, 'utf8')).kdf).toMatchObject({ name: 'scrypt', N: 131_072, r: 8, p: 1 });
    const later = await createPassphraseVault(file, QUICK);
    await later.unlock(PASSPHRASE);
    expect(later.state()).toBe('open');
  });

  test('refuses a wrong passphrase, and the right one afterwards opens it', async () => {
    const { file } = await withKeys();
    const later = await createPassphraseVault(file);
    const error = await later.unlock('correct horse battery stapler').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'BAD_INPUT' });
    expect(String(error)).not.toContain('horse');
    expect(later.state()).toBe('locked');
    await later.unlock(PASSPHRASE);
    await later.unlock('whatever: it is open');
    expect(later.state()).toBe('open');
  });

  test('the same passphrase in another Unicode form opens it', async () => {
    const { file, vault } = await vaultAt();
    await vault.create('Grüße aus Köln'.normalize('NFD'));
    const later = await createPassphraseVault(file);
    await later.unlock('Grüße aus Köln'.normalize('NFC'));
    expect(later.state()).toBe('open');
  });

  test('has one passphrase, and none to unlock before it is set', async () => {
    const { vault } = await vaultAt();
    await expect(vault.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(vault.get('key:a')).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await vault.create(PASSPHRASE);
    await expect(vault.create('another')).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('a vault file that was meddled with', () => {
  test.each(['', 'no json', '{}', '{"format":2}', '[]', 'null'])('%j is told to be damaged, and is not overwritten', async (text) => {
    const file = join(await temporaryFolder(), 'vault.json');
    await writeFile(file, text);
    const vault = await createPassphraseVault(file, QUICK);
    expect(vault.state()).toBe('locked');
    await expect(vault.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'DISK', message: expect.stringContaining('damaged') });
    await expect(vault.create(PASSPHRASE)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(vault.set('key:a', LIVE)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test.each([
    ['N of a terabyte', { N: 2 ** 40 }],
    ['N that is no power of two', { N: 1_000 }],
    ['r beyond reason', { r: 1_024 }],
    ['no salt', { salt: '' }],
    ['another function', { name: 'md5' }],
  ])('a key derivation with %s is not tried', async (_, kdf) => {
    const { file } = await withKeys();
    const vault = await edit(file, (content) => Object.assign(content.kdf, kdf));
    await expect(vault.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'DISK' });
  });

  test('a changed entry is told, without its content, and the others are had', async () => {
    const { file } = await withKeys();
    const vault = await edit(file, ({ entries }) => (entries['key:a']!.tag = entries['key:b']!.tag));
    await vault.unlock(PASSPHRASE);
    await expect(vault.get('key:a')).rejects.toMatchObject({ code: 'DISK', message: expect.stringContaining('damaged') });
    expect(await vault.get('key:b')).toBe(TEST);
  });

  test('entries do not pass for one another', async () => {
    const { file } = await withKeys();
    const vault = await edit(file, (content) => (content.entries['key:a'] = content.entries['key:b']!));
    await vault.unlock(PASSPHRASE);
    await expect(vault.get('key:a')).rejects.toMatchObject({ code: 'DISK' });
  });

  test('a short tag is no tag', async () => {
    const { file } = await withKeys();
    const vault = await edit(file, ({ entries }) => (entries['key:a']!.tag = Buffer.from(entries['key:a']!.tag, 'base64').subarray(0, 4).toString('base64')));
    await expect(vault.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'DISK' });
  });

  test('a folder in its place is told and nothing else breaks', async () => {
    const file = join(await temporaryFolder(), 'vault.json');
    await mkdir(file);
    const vault = await createPassphraseVault(file, QUICK);
    await expect(vault.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'DISK', message: expect.stringContaining('EISDIR') });
  });
});

describe('a disk that is full', () => {
  test('costs no secret that was stored, at whichever step', async () => {
    for (let step = 1; ; step++) {
      const { file } = await withKeys();
      const fs = failingFs(nodeFs, step);
      const vault = await createPassphraseVault(file, { ...QUICK, fs });
      await vault.unlock(PASSPHRASE);
      const failure = await vault.set('key:c', 'sk_live_new_and_lost').then(
        () => null,
        (error: unknown) => error,
      );
      if (failure === null) break;
      expect(failure).toMatchObject({ code: 'DISK', message: expect.stringContaining('ENOSPC') });
      expect(failure).not.toMatchObject({ message: expect.stringContaining('lost') });
      expect(await vault.get('key:a')).toBe(LIVE);
      const later = await createPassphraseVault(file);
      await later.unlock(PASSPHRASE);
      expect(await later.get('key:a')).toBe(LIVE);
    }
  });
});
