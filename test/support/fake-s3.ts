import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';

export interface FakeS3Options {
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** The server's clock, ms. */
  now(): number;
}

/** A tiny S3: puts and gets by path, with every signature checked by making it again. Answers as S3 does, errors in XML. */
export class FakeS3 {
  readonly objects = new Map<string, { bytes: Uint8Array; type: string }>();
  /** Answers that come before anything is looked at, the next first. */
  readonly failures: number[] = [];
  puts = 0;
  readonly #options: FakeS3Options;

  constructor(options: FakeS3Options) {
    this.#options = options;
  }

  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => this.handle(new Request(input, init));

  async handle(request: Request): Promise<Response> {
    const failure = this.failures.shift();
    if (failure !== undefined) return wrong(failure, failure === 403 ? 'AccessDenied' : 'InternalError');
    const url = new URL(request.url);
    const [, bucket, ...path] = decodeURIComponent(url.pathname).split('/');
    if (bucket !== this.#options.bucket) return wrong(404, 'NoSuchBucket');
    const signed = url.searchParams.has('X-Amz-Signature') ? await this.#isSignedQuery(request, url) : await this.#isSignedHeader(request, url);
    if (!signed) return wrong(403, 'SignatureDoesNotMatch');
    return request.method === 'PUT' ? this.#put(request, path.join('/')) : this.#get(path.join('/'));
  }

  async #put(request: Request, name: string): Promise<Response> {
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (request.headers.get('x-amz-content-sha256') !== createHash('sha256').update(bytes).digest('hex')) return wrong(400, 'XAmzContentSHA256Mismatch');
    this.puts++;
    this.objects.set(name, { bytes, type: request.headers.get('content-type') ?? '' });
    return new Response(null, { status: 200 });
  }

  #get(name: string): Response {
    const object = this.objects.get(name);
    return object ? new Response(object.bytes as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': object.type } }) : wrong(404, 'NoSuchKey');
  }

  async #isSignedHeader(request: Request, url: URL): Promise<boolean> {
    const datetime = request.headers.get('x-amz-date') ?? '';
    const headers = { 'X-Amz-Content-Sha256': request.headers.get('x-amz-content-sha256') ?? '' };
    const { headers: made } = await this.#signer({ method: request.method, url: url.href, headers, datetime }).sign();
    return made.get('authorization') === request.headers.get('authorization');
  }

  async #isSignedQuery(request: Request, url: URL): Promise<boolean> {
    const datetime = url.searchParams.get('X-Amz-Date') ?? '';
    const at = Date.parse(datetime.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
    if (this.#options.now() > at + 1_000 * Number(url.searchParams.get('X-Amz-Expires'))) return false;
    const bare = new URL(url);
    for (const name of ['X-Amz-Date', 'X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-SignedHeaders', 'X-Amz-Signature']) bare.searchParams.delete(name);
    const { url: made } = await this.#signer({ method: request.method, url: bare.href, headers: {}, datetime, signQuery: true }).sign();
    return made.searchParams.get('X-Amz-Signature') === url.searchParams.get('X-Amz-Signature');
  }

  #signer(how: { method: string; url: string; headers: Record<string, string>; datetime: string; signQuery?: boolean }): AwsV4Signer {
    const { accessKeyId, secretAccessKey, region } = this.#options;
    return new AwsV4Signer({ ...how, accessKeyId, secretAccessKey, region, service: 's3' });
  }
}

function wrong(status: number, code: string): Response {
  return new Response(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`, { status });
}
