import * as nodeFs from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Vault } from '../engine/keys/vault.ts';
import { codeOf } from '../engine/library/disk-error.ts';
import { absent, writeDurably, type FileSystem } from '../engine/library/durable-files.ts';
import type { Keychain } from './keychain.ts';

const vaultFile = z.object({ format: z.literal(1), entries: z.record(z.string(), z.base64()) });
type Entries = Readonly<Record<string, string>>;

/**
 * A vault whose entries are sealed by the system's keychain and lie in one file, readable by its owner only. Always open. Rejects with DISK when
 * the file is there and cannot be read.
 */
export async function createKeychainVault(file: string, keychain: Keychain, fs: FileSystem = nodeFs): Promise<Vault> {
  return new KeychainVault(file, keychain, fs, await readEntries(fs, file));
}

async function readEntries(fs: FileSystem, file: string): Promise<Entries> {
  try {
    const text = await fs.readFile(file, 'utf8').catch(absent);
    return text === null ? {} : vaultFile.parse(JSON.parse(text)).entries;
  } catch (error) {
    throw new AppError(
      'DISK',
      `The vault's file ${file} can't be read. Your keys stay in it. Check its permissions, or move it away and add your keys again.`,
      undefined,
      error,
    );
  }
}

class KeychainVault implements Vault {
  readonly kind = 'keychain';
  readonly #file: string;
  readonly #keychain: Keychain;
  readonly #fs: FileSystem;
  #entries: Entries;
  /** Changes of the file happen one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(file: string, keychain: Keychain, fs: FileSystem, entries: Entries) {
    this.#file = file;
    this.#keychain = keychain;
    this.#fs = fs;
    this.#entries = entries;
  }

  state(): 'open' {
    return 'open';
  }

  /** A secret that the keychain can no longer open (another machine, a new keyring) counts as missing: the key is asked for again. */
  async get(name: string): Promise<string | null> {
    const sealed = Object.hasOwn(this.#entries, name) ? this.#entries[name] : undefined;
    if (sealed === undefined) return null;
    return this.#keychain.decrypt(Buffer.from(sealed, 'base64')).catch(() => null);
  }

  set(name: string, secret: string): Promise<void> {
    return this.#inTurn(async () => {
      const sealed = await this.#seal(secret);
      await this.#save({ ...this.#entries, [name]: sealed });
    });
  }

  delete(name: string): Promise<void> {
    return this.#inTurn(async () => {
      if (!Object.hasOwn(this.#entries, name)) return;
      await this.#save(Object.fromEntries(Object.entries(this.#entries).filter(([other]) => other !== name)));
    });
  }

  create(): Promise<void> {
    return Promise.reject(new AppError('CONFLICT', 'Keys are kept in the system’s keychain, which needs no passphrase of ours.'));
  }

  unlock(): Promise<void> {
    return this.create();
  }

  /** What the keychain throws may quote what it was given: it is not kept as a cause. */
  async #seal(secret: string): Promise<string> {
    const sealed = await this.#keychain.encrypt(secret).catch(() => null);
    if (sealed === null)
      throw new AppError('VAULT_LOCKED', 'The system’s keychain refused to keep the key. Nothing was kept. Unlock the keychain, then try again.');
    return sealed.toString('base64');
  }

  /** What is in memory changes only when the disk has it. */
  async #save(entries: Entries): Promise<void> {
    try {
      await writeDurably(this.#fs, this.#file, `${JSON.stringify({ format: 1, entries }, null, 2)}\n`, { temporary: `${this.#file}.tmp`, mode: 0o600 });
    } catch (error) {
      throw new AppError(
        'DISK',
        `The vault could not be written (${codeOf(error) ?? 'unknown'}). What was in it is unchanged. Make room or check the permissions, then try again.`,
        undefined,
        error,
      );
    }
    this.#entries = entries;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
