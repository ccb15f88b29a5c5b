import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { EnvironmentKey } from '../../../electron/engine/engine-types.ts';
import { createKeyRing, type KeyRing } from '../../../electron/engine/keys/key-ring.ts';
import type { Vault, VaultState } from '../../../electron/engine/keys/vault.ts';
import type { Store } from '../../../electron/engine/store/open.ts';
import { AppError } from '../../../shared/errors.ts';
import { freshStore } from '../../support/fresh-store.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

/** A folder of its own, gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'companion-keys-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A vault in memory, with the real interface. Its entries outlive a ring, as a file would. */
export class MemoryVault implements Vault {
  readonly kind = 'passphrase';
  readonly entries = new Map<string, string>();
  #state: VaultState;

  constructor(state: VaultState = 'open') {
    this.#state = state;
  }

  state(): VaultState {
    return this.#state;
  }

  lock(): void {
    this.#state = 'locked';
  }

  async get(name: string): Promise<string | null> {
    this.#assertOpen();
    return this.entries.get(name) ?? null;
  }

  async set(name: string, secret: string): Promise<void> {
    this.#assertOpen();
    this.entries.set(name, secret);
  }

  async delete(name: string): Promise<void> {
    this.#assertOpen();
    this.entries.delete(name);
  }

  async create(): Promise<void> {
    this.#state = 'open';
  }

  async unlock(): Promise<void> {
    this.#state = 'open';
  }

  #assertOpen(): void {
    if (this.#state !== 'open') throw new AppError('VAULT_LOCKED', 'locked');
  }
}

export async function memoryStore(): Promise<Store> {
  const db = await freshStore();
  onTestFinished(() => void db.close());
  return db;
}

export interface RingParts {
  db?: Store;
  vault?: Vault;
  clock?: VirtualClock;
  environmentKeys?: EnvironmentKey[];
}

/** A loaded ring: over a new store unless one is given. */
export async function ring({ db, vault = new MemoryVault(), clock = new VirtualClock(), environmentKeys = [] }: RingParts = {}): Promise<KeyRing> {
  const keys = createKeyRing({ db: db ?? (await memoryStore()), vault, clock, environmentKeys });
  await keys.load();
  return keys;
}

export const LIVE = 'sk_live_4f9a0c7e21b84d6f';
export const TEST = 'sk_test_77aa0c7e21b84d00';
export const THIRD = 'sk_live_0000111122223333';
