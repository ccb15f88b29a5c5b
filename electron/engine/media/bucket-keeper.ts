import { createHash } from 'node:crypto';
import type { BucketSettings } from '../../../shared/domain.ts';
import type { BucketClient, OpenBucket } from '../api/bucket.ts';
import type { Vault } from '../keys/vault.ts';

/** The user's bucket as it is set now, with its secret from the vault. */
export interface BucketKeeper {
  /** Null: none is set. */
  settings(): BucketSettings | null;
  /** Null: none is set, or its secret is not at hand. */
  open(): OpenBucket | null;
  readonly hasSecret: boolean;
  /** Reads the secret from the vault, where it is open. */
  load(): Promise<void>;
  /** null: forgets it. Rejects with VAULT_LOCKED. */
  setSecret(secret: string | null): Promise<void>;
  /** What went wrong when a small file was written and read back; null: nothing. */
  test(signal: AbortSignal): Promise<string | null>;
}

export interface BucketKeeperOptions {
  vault: Vault;
  client: BucketClient;
  settings(): BucketSettings | null;
}

const VAULT_NAME = 'bucket:secret';
/** Everything of ours lies under this, so that a rule of the bucket can clear it. */
export const BUCKET_FOLDER = 'abstrakt-companion';

/** How it is told apart from others: where it is and what it is called. */
export function bucketId({ endpoint, name }: BucketSettings): string {
  return `${endpoint.replace(/\/+$/, '')}/${name}`;
}

export function createBucketKeeper({ vault, client, settings }: BucketKeeperOptions): BucketKeeper {
  let secret: string | null = null;

  function open(): OpenBucket | null {
    const bucket = settings();
    return bucket && secret !== null ? { ...bucket, secretAccessKey: secret } : null;
  }

  async function test(signal: AbortSignal): Promise<string | null> {
    const bucket = open();
    if (!bucket) return settings() ? 'The secret key is not at hand: set it, or open the vault.' : 'No bucket is set.';
    const bytes = new TextEncoder().encode('Written by Abstrakt Companion to see whether this bucket can be used.\n');
    const name = `${BUCKET_FOLDER}/check.txt`;
    const answer = await client.put(bucket, { name, bytes, mime: 'text/plain', sha256: createHash('sha256').update(bytes).digest('hex') }, signal);
    if (answer.kind !== 'done') return `${answer.message} Nothing was written. Look at the address, the access key id and its secret.`;
    const back = await client.get(await client.link(bucket, name, 60), signal);
    return back && Buffer.compare(back, bytes) === 0 ? null : 'A file could be written, but not read back by its address: the API could not read it either.';
  }

  return {
    settings,
    open,
    get hasSecret() {
      return secret !== null;
    },
    async load() {
      if (vault.state() === 'open') secret = await vault.get(VAULT_NAME);
    },
    async setSecret(next) {
      await (next === null ? vault.delete(VAULT_NAME) : vault.set(VAULT_NAME, next));
      secret = next;
    },
    test,
  };
}
