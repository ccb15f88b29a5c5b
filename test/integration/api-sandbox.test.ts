/** The real client against the stand-in API, in process and in virtual time, in each revision. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createApiClient } from '../../electron/engine/api/api-client.ts';
import { type Dialect, FIRST_DIALECT } from '../../electron/engine/api/dialect.ts';
import { createDownloader } from '../../electron/engine/api/downloader.ts';
import type { ApiClient, Exchange, JobReport } from '../../electron/engine/api/exchange.ts';
import { nextOffset } from '../../electron/engine/api/remote-models.ts';
import { aliasesOf } from '../../electron/engine/catalog/seed.ts';
import { createSandbox, type Fault, type Revision, type Sandbox, type SandboxOptions } from '../../electron/sandbox/sandbox.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const never = new AbortController().signal;
const open: Sandbox[] = [];
afterEach(() => {
  for (const sandbox of open.splice(0)) sandbox.close();
});

interface Bench {
  sandbox: Sandbox;
  clock: VirtualClock;
  client: ApiClient;
  secret: string;
  dialect: () => Dialect;
  /** Waits in virtual time. */
  done<T>(work: Promise<T>): Promise<T>;
  run(more?: { mode?: 'sync' | 'async'; model?: string; input?: Record<string, unknown> }): Promise<Exchange<JobReport>>;
}

function bench(options: Partial<SandboxOptions> = {}): Bench {
  const clock = new VirtualClock();
  const sandbox = createSandbox({ clock, media: 'stub', keys: [{ label: 'pro', plan: 'pro' }], durations: { 'fal-ai/flux/schnell': 2_000 }, ...options });
  open.push(sandbox);
  const secret = sandbox.keys[0]?.secret ?? '';
  let dialect = FIRST_DIALECT;
  const store = { get: () => dialect, set: (next: Dialect) => void (dialect = next) };
  const client = createApiClient({ baseUrl: sandbox.baseUrl, fetch: sandbox.fetch, clock, aliasesOf, dialect: store });
  const done = async <T>(work: Promise<T>): Promise<T> => {
    let settled = false;
    void work.finally(() => (settled = true));
    await clock.runUntil(() => settled);
    return work;
  };
  const defaultModel = options.revision === 'B' ? 'flux-schnell' : 'fal-ai/flux/schnell';
  return {
    sandbox,
    clock,
    client,
    secret,
    done,
    dialect: () => dialect,
    run: ({ mode = 'sync', model = defaultModel, input = { prompt: 'a fox' } } = {}) => done(client.run({ secret, model, input, mode }, never)),
  };
}

function valueOf<T>(exchange: Exchange<T>): T {
  if (exchange.kind !== 'ok') throw new Error(JSON.stringify(exchange));
  return exchange.value;
}

/** Asks until the job is over; where a finished one has no output its result is asked for (section 10, rule 5). */
async function finished({ client, clock, secret, done }: Bench, id: string): Promise<JobReport> {
  for (;;) {
    await clock.advance(5_000);
    const report = valueOf(await done(client.job(secret, id, never)));
    if (report.status === 'completed' && report.outputs.length === 0) return valueOf(await done(client.result(secret, id, never)));
    if (report.status !== 'pending' && report.status !== 'processing') return report;
  }
}

describe.each<Revision>(['A', 'B', 'T'])('revision %s', (revision) => {
  it('runs and waits, and reads limits, outputs and times', async () => {
    const { run } = bench({ revision });
    const answer = await run();
    expect(answer).toMatchObject({
      kind: 'ok',
      status: 200,
      limits: { limit: 60, remaining: 59, resetAtMs: Date.UTC(2026, 0, 1, 0, 1), serverNowMs: expect.any(Number) },
    });
    expect(valueOf(answer)).toMatchObject({
      status: 'completed',
      remoteId: expect.stringMatching(/^(req|job)_/),
      tookMs: expect.any(Number),
      outputs: [{ kind: 'image' }],
    });
    expect(valueOf(answer).credits).toBe(revision === 'B' ? 1 : null);
  });

  it.each([false, true])('submits without waiting and polls to the end, with a strict body: %s', async (strictBody) => {
    const every = bench({ revision, strictBody });
    let answer = await every.run({ mode: 'async' });
    if (strictBody) {
      expect(answer).toMatchObject({ kind: 'refused', refusal: 'dialect' });
      expect(every.dialect().asyncField).toBe(revision === 'B' ? 'sync' : 'async');
      answer = await every.run({ mode: 'async' });
    }
    const submitted = valueOf(answer);
    expect(['pending', 'processing']).toContain(submitted.status);
    expect(await finished(every, submitted.remoteId ?? '')).toMatchObject({ status: 'completed', outputs: [{ kind: 'image' }] });
    expect(every.sandbox.accepted()).toHaveLength(1);
  });

  it('finds a model by the other style of its id', async () => {
    const every = bench({ revision });
    const model = revision === 'B' ? 'fal-ai/flux/schnell' : 'flux-schnell';
    expect(await every.run({ model })).toMatchObject({ kind: 'refused', refusal: 'dialect' });
    expect(valueOf(await every.run({ model })).status).toBe('completed');
    expect(every.sandbox.accepted()).toHaveLength(1);
    expect(await every.run({ model: 'nobody/knows' })).toMatchObject({ kind: 'refused', refusal: 'not-found' });
  });

  it('makes video, slowly', async () => {
    const every = bench({ revision });
    const model = revision === 'B' ? 'minimax-video' : 'fal-ai/minimax/video-01';
    const { remoteId } = valueOf(await every.run({ mode: 'async', model }));
    expect((await finished(every, remoteId ?? '')).outputs).toMatchObject([{ kind: 'video' }]);
  });

  it('cancels', async () => {
    const { client, secret, run, done } = bench({ revision });
    const { remoteId } = valueOf(await run({ mode: 'async' }));
    expect(await done(client.cancel(secret, remoteId ?? '', never))).toMatchObject({ kind: 'ok', value: null });
    expect(valueOf(await done(client.job(secret, remoteId ?? '', never))).status).toBe('cancelled');
  });

  it('lists every model, a page at a time, and shows one with its schema', async () => {
    const { client, secret, done } = bench({ revision });
    const ids: string[] = [];
    for (let offset: number | null = 0; offset !== null;) {
      const page = valueOf(await done(client.models(secret, { limit: 4, offset }, never)));
      ids.push(...page.models.map(({ id }) => id));
      offset = nextOffset(offset, page.models.length, page.total);
    }
    expect(ids).toHaveLength(9);
    expect(new Set(ids).size).toBe(9);
    expect(valueOf(await done(client.model(secret, ids[0] ?? '', never))).inputSchema).toMatchObject({ type: 'object' });
  });

  it('tells a content filter, wrong input, a wrong key and a job that is gone', async () => {
    const every = bench({ revision });
    const filtered = await every.run({ input: { prompt: 'forbidden' } });
    if (revision === 'B') expect(valueOf(filtered)).toMatchObject({ status: 'failed', error: { code: 'INFERENCE_FAILED' } });
    else expect(filtered).toMatchObject({ kind: 'refused', refusal: 'failed', error: { code: 'INFERENCE_FAILED' } });
    expect(await every.run({ input: { prompt: 'x', num_images: 9 } })).toMatchObject({ kind: 'refused', refusal: 'invalid' });
    expect(await every.done(every.client.job(every.secret, 'none', never))).toMatchObject({ kind: 'refused', refusal: 'not-found' });
    expect(await every.done(every.client.job('sk_test_wrong_key', 'none', never))).toMatchObject({ kind: 'refused', refusal: 'unauthorized' });
  });

  it('tells permission, credits and limits apart', async () => {
    const { run, client, secret, done } = bench({ revision, keys: [{ label: 'small', plan: 'free', permissions: ['models:run'], credits: 1 }] });
    expect(await done(client.models(secret, { limit: 1, offset: 0 }, never))).toMatchObject({ kind: 'refused', refusal: 'forbidden' });
    valueOf(await run());
    expect(await run()).toMatchObject({ kind: 'refused', refusal: 'quota' });
    let last = await run();
    for (let asked = 0; asked < 10 && !(last.kind === 'refused' && last.refusal === 'rate-limited'); asked++) last = await run();
    expect(last).toMatchObject({ kind: 'refused', refusal: 'rate-limited', status: 429, limits: { remaining: 0 } });
    expect(last.kind === 'refused' && last.limits.retryAfterMs).toBeGreaterThan(0);
  });
});

describe('B answers 202 to a slow run that waits', () => {
  it('after 55 s', async () => {
    const every = bench({ revision: 'B' });
    const answer = await every.run({ model: 'minimax-video' });
    expect(answer).toMatchObject({ kind: 'ok', status: 202, value: { status: 'processing' } });
    expect((await finished(every, valueOf(answer).remoteId ?? '')).status).toBe('completed');
  });
});

describe('faults', () => {
  it.each<[Fault['kind'], Exchange<unknown>['kind'], number]>([
    ['refuse', 'not-sent', 0],
    ['hang', 'unclear', 0],
    ['cut-before-accept', 'unclear', 0],
    ['cut-after-accept', 'unclear', 1],
    ['error-500', 'unclear', 0],
    ['error-503-before-accept', 'refused', 0],
    ['malformed-json', 'unclear', 1],
    ['truncated-json', 'unclear', 1],
    ['no-rate-headers', 'ok', 1],
    ['wrong-rate-headers', 'ok', 1],
  ])('%s is %s, %i accepted', async (kind, expected, accepted) => {
    const { sandbox, run } = bench({ revision: 'B', faults: [{ kind, count: 1 }] });
    expect((await run()).kind).toBe(expected);
    expect(sandbox.accepted()).toHaveLength(accepted);
  });

  it('a clock that is off shows in the date and the reset alike', async () => {
    const { run } = bench({ revision: 'B', clockOffsetS: 86_400 * 300 });
    const { limits } = (await run()) as Exchange<unknown> & { kind: 'ok' };
    expect((limits.resetAtMs ?? 0) - (limits.serverNowMs ?? 0)).toBeGreaterThan(0);
    expect((limits.resetAtMs ?? 0) - (limits.serverNowMs ?? 0)).toBeLessThanOrEqual(60_000);
  });

  it('an answer of the wrong types never throws and never counts as an output', async () => {
    const { run } = bench({ revision: 'B', faults: [{ kind: 'wrong-types', count: 1 }] });
    const answer = await run();
    expect(['ok', 'unclear']).toContain(answer.kind);
    if (answer.kind === 'ok') expect(answer.value.outputs).toEqual([]);
  });

  it('Retry-After as a date', async () => {
    const keys = [{ label: 'tiny', plan: 'free', limits: { requestsPerMinute: 1 } }] as const;
    const { run } = bench({ revision: 'B', keys, faults: [{ kind: 'retry-after-date', rate: 1 }] });
    valueOf(await run());
    expect(await run()).toMatchObject({
      refusal: 'rate-limited',
      limits: { retryAfterMs: expect.any(Number), raw: { retryAfter: expect.stringMatching(/GMT$/) } },
    });
  });
});

describe('downloads', () => {
  async function withOutput(faults: Fault[] = []) {
    const every = bench({ revision: 'B', faults });
    const url = valueOf(await every.run()).outputs[0]?.url ?? '';
    const downloader = createDownloader({ fetch: every.sandbox.fetch, baseUrl: every.sandbox.baseUrl, resolve: async () => ['93.184.216.34'] });
    const get = (from = 0, etag: string | null = null) => every.done(downloader.open(url, { from, etag, signal: never }));
    return { ...every, get };
  }

  it('come whole, and go on where they were broken off', async () => {
    const { get } = await withOutput();
    const first = await get();
    if (first.kind !== 'open') throw new Error(first.kind);
    const bytes = new Uint8Array(await new Response(first.body).arrayBuffer());
    expect(first).toMatchObject({ status: 200, total: bytes.length, etag: `"${createHash('sha256').update(bytes).digest('hex')}"` });
    const half = Math.floor(bytes.length / 2);
    const rest = await get(half, first.etag);
    if (rest.kind !== 'open') throw new Error(rest.kind);
    expect(rest).toMatchObject({ status: 206, from: half, total: bytes.length });
    expect(new Uint8Array(await new Response(rest.body).arrayBuffer())).toEqual(bytes.slice(half));
    expect(await get(bytes.length, first.etag)).toMatchObject({ kind: 'open', from: bytes.length, total: bytes.length });
    expect(await get(half, '"other"')).toMatchObject({ kind: 'open', status: 200, from: 0 });
  });

  it.each<[Fault['kind'], string]>([
    ['redirect-private', 'refused'],
    ['redirect-file', 'refused'],
    ['error-500', 'failed'],
    ['cut-download', 'open'],
  ])('%s is %s', async (kind, expected) => {
    const { get } = await withOutput([{ kind, endpoint: 'output', count: 1 }]);
    expect((await get()).kind).toBe(expected);
  });

  it('are gone after a day', async () => {
    const { get, clock } = await withOutput();
    await clock.advance(25 * 3_600_000);
    expect(await get()).toEqual({ kind: 'gone' });
  });
});
