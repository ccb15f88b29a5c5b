import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../../electron/sandbox/sandbox.ts';
import { createRig, FOX, type Body, type Rig } from './rig.ts';

interface Post {
  at: number;
  url: string;
  headers: Headers;
  text: string;
  body: Body;
}

const HOOK = 'http://127.0.0.1:9/hook';
const SECRET = 'whsec_sandbox';

/** A receiver that answers with the statuses given, then 200. */
function receiver(options: Partial<SandboxOptions>, statuses: number[] = []): { rig: Rig; posts: Post[] } {
  const posts: Post[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const text = await request.text();
    posts.push({ at: rig.clock.now(), url: request.url, headers: request.headers, text, body: JSON.parse(text) });
    return new Response('{}', { status: statuses.shift() ?? 200 });
  };
  const rig: Rig = createRig({ fetch, ...options });
  return { rig, posts };
}

const hmac = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex');

describe('webhooks', () => {
  it('B: the call answers 202 at once; the result is posted, unsigned, when done', async () => {
    const { rig, posts } = receiver({});
    const answer = await rig.run({ ...FOX, webhook_url: HOOK });
    expect([answer.status, rig.clock.now()]).toEqual([202, Date.UTC(2026, 0, 1)]);
    await rig.clock.advance(2_000);
    expect(posts).toHaveLength(1);
    expect(posts[0]).toMatchObject({
      url: HOOK,
      body: {
        job_id: answer.body.job_id,
        status: 'succeeded',
        output: { type: 'image', items: [{}] },
        completed_at: '2026-01-01T00:00:02.000Z',
        credits_used: 1,
      },
    });
    expect(posts[0]?.headers.get('X-Abstrakt-Signature')).toBeNull();
  });

  it('B: a failure arrives as PROVIDER_FAILURE', async () => {
    const { rig, posts } = receiver({});
    await rig.run({ input: { prompt: 'forbidden' }, webhook_url: HOOK });
    await rig.clock.advance(2_000);
    expect(posts[0]?.body).toMatchObject({ status: 'failed', credits_used: 0, error: { code: 'PROVIDER_FAILURE' } });
  });

  it('A: a notice of start and of completion, signed over timestamp and body, while the call waits', async () => {
    const { rig, posts } = receiver({ revision: 'A' });
    const answer = await rig.run({ ...FOX, webhook_url: HOOK });
    expect(answer.status).toBe(200);
    expect(posts.map(({ body }) => body.event)).toEqual(['job.started', 'job.completed']);
    expect(posts[1]?.body).toMatchObject({
      timestamp: '2026-01-01T00:00:02.000Z',
      data: { request_id: answer.body.request_id, model: 'fal-ai/flux/schnell', status: 'completed', output: { items: [{}] }, metrics: { queue_time: 0.1 } },
    });
    for (const { headers, text } of posts) {
      const timestamp = headers.get('X-Abstrakt-Timestamp');
      expect(headers.get('X-Abstrakt-Signature')).toBe(hmac(`${timestamp}.${text}`));
    }
  });

  it('T: flat, signed over the body alone', async () => {
    const { rig, posts } = receiver({ revision: 'T' });
    await rig.run({ ...FOX, webhook_url: HOOK });
    expect(posts[0]?.body).toMatchObject({ status: 'completed', result: { items: [{}] } });
    expect(posts[0]?.headers.get('X-Abstrakt-Signature')).toBe(hmac(posts[0]?.text ?? ''));
    expect(posts[0]?.headers.get('X-Abstrakt-Timestamp')).toBeNull();
  });

  it('are tried again, further and further apart, until answered with 2xx', async () => {
    const { rig, posts } = receiver({}, [500, 404]);
    await rig.run({ ...FOX, webhook_url: HOOK });
    await rig.clock.advance(120_000);
    expect(posts.map(({ at }) => at - Date.UTC(2026, 0, 1))).toEqual([2_000, 3_000, 7_000]);
    expect(new Set(posts.map(({ text }) => text)).size).toBe(1);
  });

  it('are given up after five tries', async () => {
    const { rig, posts } = receiver({}, [500, 500, 500, 500, 500, 500]);
    await rig.run({ ...FOX, webhook_url: HOOK });
    await rig.clock.advance(3_600_000);
    expect(posts).toHaveLength(5);
    expect(rig.clock.pending).toBe(0);
  });

  it('may be lost, and are not sent for what was cancelled', async () => {
    const { rig, posts } = receiver({ faults: [{ kind: 'webhook-lost', count: 1 }] });
    await rig.run({ ...FOX, webhook_url: HOOK });
    await rig.clock.advance(60_000);
    const { job_id: id } = (await rig.run({ ...FOX, webhook_url: HOOK })).body;
    await rig.send('DELETE', `/jobs/${id}`);
    await rig.clock.advance(60_000);
    expect(posts).toHaveLength(0);
  });
});
