import * as crypto from 'node:crypto';
import * as nodeFs from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { codeOf } from '../library/disk-error.ts';
import { absent, writeDurably, type FileSystem } from '../library/durable-files.ts';
import { base64, deriveKey, seal, unseal, type RandomBytes } from './seal.ts';
import type { Vault, VaultState } from './vault.ts';
import { DEFAULT_COST, parseVaultFile, type ScryptCost, type VaultFile } from './vault-file.ts';

export interface PassphraseVaultOptions {
  fs?: FileSystem;
  randomBytes?: RandomBytes;
  /** Cost of a new vault; an existing one keeps its own. */
  scrypt?: ScryptCost;
}

const CHECK = 'check';
const CHECK_TEXT = 'abstrakt-companion vault';
const entryName = (name: string) => `entry:${name}`;

/**
 * A vault in one file, sealed with a passphrase. `new` until a passphrase is set, then `locked` or `open`. Never rejects: a file that
 * is damaged or can't be read counts as locked, and says so when it is to be unlocked, so that the library opens all the same.
 */
export async function createPassphraseVault(file: string, options: PassphraseVaultOptions = {}): Promise<Vault> {
  const { fs = nodeFs, randomBytes = crypto.randomBytes, scrypt = DEFAULT_COST } = options;
  const found = await readVault(fs, file);
  return new PassphraseVault(file, found, { fs, randomBytes, scrypt });
}

async function readVault(fs: FileSystem, file: string): Promise<VaultFile | AppError | null> {
  try {
    const text = await fs.readFile(file, 'utf8').catch(absent);
    return text === null ? null : (parseVaultFile(text) ?? damaged());
  } catch (error) {
    return new AppError(
      'DISK',
      `The vault's file can't be read (${codeOf(error) ?? 'unknown'}). Your keys stay in it. Check the file's permissions and start again.`,
    );
  }
}

class PassphraseVault implements Vault {
  readonly kind = 'passphrase';
  readonly #path: string;
  readonly #options: Required<PassphraseVaultOptions>;
  #file: VaultFile | AppError | null;
  #key: Uint8Array | null = null;
  /** Changes of the file happen one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string, file: VaultFile | AppError | null, options: Required<PassphraseVaultOptions>) {
    this.#path = path;
    this.#file = file;
    this.#options = options;
  }

  state(): VaultState {
    if (this.#file === null) return 'new';
    return this.#key === null ? 'locked' : 'open';
  }

  async get(name: string): Promise<string | null> {
    const { file, key } = this.#opened();
    const entry = Object.hasOwn(file.entries, name) ? file.entries[name] : undefined;
    if (!entry) return null;
    const secret = unseal(key, entryName(name), entry);
    if (secret === null) throw damaged();
    return secret;
  }

  set(name: string, secret: string): Promise<void> {
    return this.#inTurn(async () => {
      const { file, key } = this.#opened();
      await this.#save({ ...file, entries: { ...file.entries, [name]: seal(key, entryName(name), secret, this.#options.randomBytes) } });
    });
  }

  delete(name: string): Promise<void> {
    return this.#inTurn(async () => {
      const { file } = this.#opened();
      if (!Object.hasOwn(file.entries, name)) return;
      await this.#save({ ...file, entries: Object.fromEntries(Object.entries(file.entries).filter(([other]) => other !== name)) });
    });
  }

  create(passphrase: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#file !== null) throw new AppError('CONFLICT', 'The vault has a passphrase already. Unlock it with that one.');
      const { randomBytes, scrypt } = this.#options;
      const salt = randomBytes(16);
      const key = await deriveKey(passphrase, salt, scrypt);
      await this.#save({ format: 1, kdf: { name: 'scrypt', ...scrypt, salt: base64(salt) }, check: seal(key, CHECK, CHECK_TEXT, randomBytes), entries: {} });
      this.#key = key;
    });
  }

  unlock(passphrase: string): Promise<void> {
    return this.#inTurn(async () => {
      const file = this.#file;
      if (file instanceof AppError) throw file;
      if (file === null) throw new AppError('CONFLICT', 'The vault has no passphrase yet. Set one first.');
      if (this.#key !== null) return;
      const key = await deriveKey(passphrase, Buffer.from(file.kdf.salt, 'base64'), file.kdf);
      if (unseal(key, CHECK, file.check) !== CHECK_TEXT)
        throw new AppError('BAD_INPUT', 'The passphrase does not open the vault. Nothing was changed. Try again.');
      this.#key = key;
    });
  }

  #opened(): { file: VaultFile; key: Uint8Array } {
    const file = this.#file;
    if (file === null || file instanceof AppError || this.#key === null) {
      throw new AppError(
        'VAULT_LOCKED',
        file === null ? 'The vault has no passphrase yet. Set one, then try again.' : 'The vault is locked. Unlock it, then try again.',
      );
    }
    return { file, key: this.#key };
  }

  /** What is in memory changes only when the disk has it. */
  async #save(file: VaultFile): Promise<void> {
    const { fs } = this.#options;
    try {
      await fs.mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
      await writeDurably(fs, this.#path, `${JSON.stringify(file, null, 2)}\n`, { temporary: `${this.#path}.tmp`, mode: 0o600 });
    } catch (error) {
      throw new AppError(
        'DISK',
        `The vault could not be written (${codeOf(error) ?? 'unknown'}). What was in it is unchanged. Make room or check the permissions, then try again.`,
        undefined,
        error,
      );
    }
    this.#file = file;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function damaged(): AppError {
  return new AppError(
    'DISK',
    "The vault's file is damaged: what it holds can't be read. Nothing was sent. Move the file away, set a new passphrase and add your keys again.",
  );
}
