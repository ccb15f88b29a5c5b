import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebhookApp } from '../../../electron/hosts/webhook-app.ts';
import type { SandboxOptions } from '../../../electron/sandbox/sandbox.ts';
import { EngineWorld, mulberry32 } from '../../support/engine-world.ts';

const VIDEO = 'fal-ai/kling-video/v1/standard/text-to-video';
const BASE = 'http://127.0.0.1:4174';
const SECRET = 'whsec_sandbox';

interface Post {
  url: string;
  headers: Headers;
  text: string;
}

let world: EngineWorld;
/** What the API posted, arrived or not. */
let posts: Post[];
/** While false, posts are lost on their way. */
let tunnel: boolean;

afterEach(() => world.stop());

async function begin(sandbox: Partial<SandboxOptions> = {}, unsigned = false): Promise<void> {
  const random = mulberry32(5);
  posts = [];
  tunnel = true;
  const post: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const text = await request.text();
    posts.push({ url: request.url, headers: request.headers, text });
    if (!tunnel) throw new TypeError('fetch failed');
    return deliver(posts.at(-1)!);
  };
  world = new EngineWorld({
    sandbox: { keys: [{ label: 'pro', plan: 'pro' }], revision: 'A', durations: { [VIDEO]: { medianMs: 90_000, spread: 0.2 } }, fetch: post, ...sandbox },
    latency: () => 5 + random() * 20,
  });
  await world.start();
  await world.call('settings.update', { webhookBase: BASE, webhookUnsigned: unsigned });
  if (!unsigned) await world.call('webhook.setSecret', { secret: SECRET });
}

async function deliver({ url, headers, text }: Post): Promise<Response> {
  return createWebhookApp(world.engine).fetch(new Request(url, { method: 'POST', headers, body: text }));
}

async function films(count: number, name = 'films'): Promise<number> {
  const jobs = Array.from({ length: count }, (_, n) => ({ model: VIDEO, input: { prompt: `${name} ${n}` } }));
  return (await world.call('batch.create', { name, jobs })).batchId;
}

const summary = (batchId: number) => world.call('batch.summary', { ids: [batchId] });

describe.each([
  ['A', false],
  ['T', false],
  ['B', true],
] as const)('webhooks of revision %s', (revision, unsigned) => {
  it('take the place of polls: one request a job', async () => {
    await begin({ revision }, unsigned);
    const batchId = await films(60);
    await world.finish([batchId]);
    const { jobs, requests, assets } = await summary(batchId);
    expect([jobs.done, assets]).toEqual([60, 60]);
    // Beside it, the look at a cold key, and what finds out how this revision is spoken to.
    expect(requests.poll).toBe(0);
    expect((requests.run + requests.poll + requests.other) / 60).toBeLessThan(1.05);
    expect(world.refusals()).toBe(0);
    expect(await world.call('webhook.status', null)).toMatchObject({ trusted: true, refused: 0 });
  });
});

describe('webhooks', () => {
  it('that never arrive cost one late poll, then jobs are asked for as ever', async () => {
    await begin();
    tunnel = false;
    const batchId = await films(40);
    await world.finish([batchId]);
    expect((await summary(batchId)).jobs.done).toBe(40);
    expect((await world.call('webhook.status', null)).trusted).toBe(false);
    // Ten at once, four rounds of 90 s, the first found late: far from what waiting for each word would take.
    expect(world.clock.monotonic()).toBeLessThan(20 * 60_000);
    tunnel = true;
    const next = await films(20, 'more films');
    await world.finish([next]);
    // They arrive again, and are waited for again.
    expect((await world.call('webhook.status', null)).trusted).toBe(true);
    const { requests } = await summary(next);
    expect(requests.poll).toBeLessThan(10);
  });

  it('bring a failure with its reason', async () => {
    await begin({ faults: [{ kind: 'content-filter', count: 1 }] });
    const batchId = await films(2);
    await world.finish([batchId]);
    expect((await summary(batchId)).jobs).toMatchObject({ done: 1, failed: 1 });
    const { jobs } = await world.call('job.list', { batchId, states: ['failed'] });
    expect(jobs[0]!.error).toMatchObject({ code: 'INFERENCE_FAILED' });
  });

  it('change nothing when they come again, in another order, for jobs nobody knows, or as nonsense', async () => {
    await begin();
    const batchId = await films(3);
    await world.finish([batchId]);
    const before = JSON.stringify(await summary(batchId));
    expect((await Promise.all(posts.toReversed().map(deliver))).map((answer) => answer.status)).toEqual(posts.map(() => 200));
    const sign = (text: string) => new Headers({ 'x-abstrakt-signature': createHmac('sha256', SECRET).update(text).digest('hex') });
    const url = `${BASE}/webhooks/x`;
    const post = async (text: string) => (await deliver({ url, headers: sign(text), text })).status;
    expect(await post(JSON.stringify({ request_id: 'req_nobody', status: 'failed', error: { code: 'X', message: 'no' } }))).toBe(200);
    expect([await post('{'), await post('[]'), await post('"\ud800"'), await post('{}')]).toEqual([400, 400, 400, 400]);
    await world.clock.advance(60_000);
    expect(JSON.stringify(await summary(batchId))).toBe(before);
  });

  it('are refused when unsigned, wrongly signed or old, and then change nothing', async () => {
    await begin();
    const batchId = await films(1);
    await world.clock.runUntil(() => world.sandbox.accepted()[0] !== undefined);
    await world.clock.advance(1_000);
    const remoteId = world.store.prepare<[], string>('SELECT remote_id FROM attempt').pluck().get();
    const text = JSON.stringify({ request_id: remoteId, status: 'failed', error: { code: 'LIE', message: 'it failed' } });
    const url = posts[0]?.url ?? `${BASE}/webhooks/x`;
    const post = async (headers: Record<string, string>) => (await deliver({ url, headers: new Headers(headers), text })).status;
    const old = String(Math.floor(world.clock.now() / 1_000) - 600);
    expect(await post({})).toBe(401);
    expect(await post({ 'x-abstrakt-signature': 'ab'.repeat(32) })).toBe(401);
    expect(await post({ 'x-abstrakt-timestamp': old, 'x-abstrakt-signature': createHmac('sha256', SECRET).update(`${old}.${text}`).digest('hex') })).toBe(401);
    const origin = new Headers({ origin: 'http://page.example', 'x-abstrakt-signature': createHmac('sha256', SECRET).update(text).digest('hex') });
    expect((await deliver({ url, headers: origin, text })).status).toBe(403);
    expect((await world.call('webhook.status', null)).refused).toBe(3);
    await world.finish([batchId]);
    expect((await summary(batchId)).jobs.done).toBe(1);
  });

  it('without a signature are believed by the address of this run alone, where that is allowed', async () => {
    await begin({ revision: 'B' }, true);
    const batchId = await films(1);
    await world.clock.advance(1_000);
    const remoteId = world.store.prepare<[], string>('SELECT remote_id FROM attempt').pluck().get();
    const text = JSON.stringify({ job_id: remoteId, status: 'failed', error: { code: 'LIE', message: 'it failed' } });
    expect((await deliver({ url: `${BASE}/webhooks/guessed`, headers: new Headers(), text })).status).toBe(401);
    await world.finish([batchId]);
    const good = posts[0]!;
    expect((await deliver(good)).status).toBe(200);
    world.kill();
    await world.reopen();
    expect((await deliver(good)).status).toBe(401);
  });

  it('that came while the companion was away are not missed: it asks', async () => {
    await begin();
    const batchId = await films(5);
    await world.clock.advance(10_000);
    const killed = world.clock.monotonic();
    tunnel = false;
    world.kill();
    await world.clock.advance(200_000);
    await world.reopen();
    await world.finish([batchId]);
    expect((await summary(batchId)).jobs.done).toBe(5);
    expect(world.clock.monotonic() - killed).toBeLessThan(215_000);
  });

  it('that come before the answer that names the job are not lost', async () => {
    await begin({ durations: { [VIDEO]: 1 } });
    const batchId = await films(1);
    await world.finish([batchId]);
    const { jobs, requests } = await summary(batchId);
    expect([jobs.done, requests.run, requests.poll]).toEqual([1, 1, 0]);
  });

  it('are not asked for again at an address the API would not take', async () => {
    await begin();
    await world.call('settings.update', { webhookBase: 'https://tunnel.example' });
    const batchId = await films(3);
    await world.finish([batchId]);
    const { jobs } = await summary(batchId);
    // The sandbox sends to this machine only: it refuses the run, which makes no job, and the next goes out without.
    expect(jobs.done).toBe(3);
    expect(posts).toEqual([]);
  });

  it('are not asked for without a signing secret', async () => {
    await begin();
    await world.call('webhook.setSecret', { secret: null });
    expect(await world.call('webhook.status', null)).toMatchObject({ known: false, trusted: false });
    const batchId = await films(1);
    await world.finish([batchId]);
    expect(posts).toEqual([]);
  });
});
