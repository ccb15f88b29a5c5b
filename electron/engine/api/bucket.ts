import { AwsV4Signer } from 'aws4fetch';
import type { Clock } from '../../../shared/clock.ts';
import type { BucketSettings } from '../../../shared/domain.ts';

/** A bucket with what opens it. */
export interface OpenBucket extends BucketSettings {
  secretAccessKey: string;
}

export interface BucketObject {
  /** Path within the bucket. */
  name: string;
  bytes: Uint8Array;
  mime: string;
  /** Of the bytes, in hex: signed with the request. */
  sha256: string;
}

/** `refused` is final for these settings; `failed` may pass later. */
export type BucketAnswer = { kind: 'done' } | { kind: 'refused' | 'failed'; message: string };

/** A user's own S3-compatible bucket. Addressed by path, which every such service takes. */
export interface BucketClient {
  put(bucket: OpenBucket, object: BucketObject, signal: AbortSignal): Promise<BucketAnswer>;
  /** An address from which anybody can fetch the object for so many seconds. Made here: nothing is asked. */
  link(bucket: OpenBucket, name: string, seconds: number): Promise<string>;
  /** Fetches an object by such an address; null where it cannot be had. */
  get(address: string, signal: AbortSignal): Promise<Uint8Array | null>;
}

export interface BucketClientOptions {
  fetch: typeof globalThis.fetch;
  clock: Pick<Clock, 'now'>;
}

const MOST_CHECKED_BYTES = 64 * 1024;

/** Redirects are never followed: a signature belongs to one host, and the user named it. */
export function createBucketClient({ fetch, clock }: BucketClientOptions): BucketClient {
  const signer = (bucket: OpenBucket, name: string, how: { method: string; query?: Record<string, string>; headers?: Record<string, string> }) => {
    const url = addressOf(bucket, name);
    for (const [key, value] of Object.entries(how.query ?? {})) url.searchParams.set(key, value);
    return new AwsV4Signer({
      method: how.method,
      url: url.href,
      headers: how.headers ?? {},
      accessKeyId: bucket.accessKeyId,
      secretAccessKey: bucket.secretAccessKey,
      service: 's3',
      region: bucket.region,
      datetime: new Date(clock.now()).toISOString().replaceAll(/[:-]|\.\d{3}/g, ''),
      signQuery: how.query !== undefined,
    });
  };

  return {
    async put(bucket, { name, bytes, mime, sha256 }, signal) {
      const headers = { 'Content-Type': mime, 'X-Amz-Content-Sha256': sha256 };
      const signed = await signer(bucket, name, { method: 'PUT', headers }).sign();
      try {
        const body = bytes as Uint8Array<ArrayBuffer>;
        const response = await fetch(signed.url.href, { method: 'PUT', headers: signed.headers, body, signal, redirect: 'error', credentials: 'omit' });
        const answer = answerOf(response, (await response.text().catch(() => '')).slice(0, 10_000));
        return answer;
      } catch {
        return { kind: 'failed', message: `The bucket’s server at ${bucket.endpoint} could not be reached.` };
      }
    },

    async link(bucket, name, seconds) {
      const { url } = await signer(bucket, name, { method: 'GET', query: { 'X-Amz-Expires': String(seconds) } }).sign();
      return url.href;
    },

    async get(address, signal) {
      const response = await fetch(address, { signal, redirect: 'error', credentials: 'omit', cache: 'no-store' }).catch(() => null);
      if (!response?.ok) return null;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return bytes.length <= MOST_CHECKED_BYTES ? bytes : null;
    },
  };
}

function addressOf({ endpoint, name: bucket }: OpenBucket, name: string): URL {
  return new URL(`${endpoint.replace(/\/+$/, '')}/${bucket}/${name}`);
}

/** S3's errors are XML with a code: `AccessDenied`, `NoSuchBucket`, `SignatureDoesNotMatch`. */
function answerOf({ ok, status }: Response, text: string): BucketAnswer {
  if (ok) return { kind: 'done' };
  const code = /<Code>([\w.-]{1,80})<\/Code>/.exec(text)?.[1];
  const message = `The bucket’s server answered ${[status, code].filter(Boolean).join(' ')}.`;
  return { kind: status >= 500 || status === 429 || status === 408 ? 'failed' : 'refused', message };
}
