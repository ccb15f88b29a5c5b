import type { Clock, Random } from '../../../shared/clock.ts';
import type { JobError } from '../../../shared/domain.ts';
import type { BucketAnswer, BucketClient } from '../api/bucket.ts';
import { fullJitter } from '../backoff.ts';
import type { AssetFiles } from '../library/asset-files.ts';
import type { Assets } from '../library/assets.ts';
import type { Logger } from '../log.ts';
import type { Jobs } from '../queue/jobs.ts';
import { BUCKET_FOLDER, type BucketKeeper, bucketId } from './bucket-keeper.ts';
import type { MediaRecords } from './media-records.ts';

/** Brings files into the user's bucket, for jobs that wait for it. */
export interface Uploads {
  /** A job waits for these bytes to be there. Idempotent while they are on their way. */
  want(sha256: string): void;
}

export interface UploadsOptions {
  clock: Clock;
  random: Random;
  jobs: Jobs;
  assets: Assets;
  files: AssetFiles;
  keeper: BucketKeeper;
  client: BucketClient;
  records: MediaRecords;
  log: Logger;
  signal: AbortSignal;
  /** Jobs may go now, or have ended. */
  onSettled(): void;
}

const MOST_AT_ONCE = 2;
const RETRY = { firstMs: 2_000, mostMs: 60_000 };
/** Over some minutes: then people are told, and the jobs end without having cost anything. */
const MOST_TRIES = 8;

export function createUploads(options: UploadsOptions): Uploads {
  const { clock, jobs, keeper, records } = options;
  const wanted = new Set<string>();
  const ready: { sha256: string; tries: number }[] = [];
  let active = 0;

  function want(sha256: string): void {
    if (wanted.has(sha256)) return;
    wanted.add(sha256);
    ready.push({ sha256, tries: 0 });
    queueMicrotask(pump);
  }

  function pump(): void {
    while (!options.signal.aborted && active < MOST_AT_ONCE && ready.length > 0) void work(ready.shift()!);
  }

  async function work(one: { sha256: string; tries: number }): Promise<void> {
    active++;
    try {
      const answer = await upload(one.sha256);
      if (options.signal.aborted) return;
      if (answer.kind !== 'failed' || one.tries + 1 >= MOST_TRIES) settle(one.sha256, answer);
      else later(one);
    } catch (error) {
      // The store could not take it in: the bytes are there, and are put there once more.
      options.log.error('an upload could not be recorded', { error: String(error) });
      later(one);
    } finally {
      active--;
      pump();
    }
  }

  function later({ sha256, tries }: { sha256: string; tries: number }): void {
    clock.setTimer(RETRY.firstMs / 2 + fullJitter(options.random, tries, RETRY), () => {
      if (options.signal.aborted) return;
      ready.push({ sha256, tries: tries + 1 });
      pump();
    });
  }

  async function upload(sha256: string): Promise<BucketAnswer> {
    const bucket = keeper.open();
    if (!bucket) return { kind: 'refused', message: 'No bucket is at hand any more.' };
    const asset = options.assets.get(sha256);
    const bytes = asset && (await options.files.read(sha256, asset.extension));
    if (!asset || !bytes) return { kind: 'refused', message: 'The file is not where the library keeps it.' };
    const name = `${BUCKET_FOLDER}/${sha256}.${asset.extension}`;
    const answer = await options.client.put(bucket, { name, bytes, mime: asset.mime, sha256 }, options.signal);
    if (answer.kind === 'done') jobs.transaction(() => records.uploaded(bucketId(bucket), sha256, name, clock.now()));
    return answer;
  }

  /** It is there: the jobs may go. It will not come: they end, before anything was sent. */
  function settle(sha256: string, answer: BucketAnswer): void {
    wanted.delete(sha256);
    const need = { kind: 'upload', sha256 } as const;
    jobs.transaction(() => (answer.kind === 'done' ? jobs.free(need) : jobs.deny(need, notUploaded(answer.message), clock.now())));
    options.onSettled();
  }

  return { want };
}

function notUploaded(message: string): JobError {
  return {
    code: 'UPLOAD_FAILED',
    message: `Its file could not be put into your bucket. ${message} The job was not sent and cost nothing. Look at the bucket in Settings, then rerun it.`,
    status: null,
  };
}
