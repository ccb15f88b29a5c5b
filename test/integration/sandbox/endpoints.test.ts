/** Every endpoint in every revision, as abstrakt-api.md sections 2, 3 and 6 describe it. */
import { describe, expect, it } from 'vitest';
import { createRig, expectError, FOX, PRO, type Rig } from './rig.ts';

const T0 = Date.UTC(2026, 0, 1);

describe('revision B', () => {
  it('runs a model and answers with its output, slugs and credits', async () => {
    const { run, clock } = createRig();
    const answer = await run(FOX);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      job_id: expect.stringMatching(/^job_/),
      request_id: expect.stringMatching(/^fal_req_/),
      status: 'completed',
      model_id: 'flux-schnell',
      output: { type: 'image', items: [{ type: 'image', url: expect.stringContaining('/outputs/') }] },
      duration_ms: 2000,
      credits_used: 1,
    });
    expect(Object.keys(answer.body.output.items[0])).toEqual(['type', 'url']);
    expect(clock.now() - T0).toBe(2000);
  });

  it('answers 202 after 55 s, and the poll has the result', async () => {
    const rig = createRig({ durations: { 'nano-banana-pro-edit': 80_000 } });
    const answer = await rig.run({ input: { prompt: 'x', image_url: 'https://example.com/a.png' } }, { model: 'nano-banana-pro-edit' });
    expect(answer.status).toBe(202);
    expect(rig.clock.now() - T0).toBe(55_000);
    expect(answer.body).toMatchObject({ status: 'processing', model_id: 'nano-banana-pro-edit', message: expect.any(String) });
    expect((await rig.send('GET', `/jobs/${answer.body.job_id}`)).body).toMatchObject({ status: 'processing' });
    await rig.clock.advance(25_000);
    const poll = await rig.send('GET', `/jobs/${answer.body.job_id}`);
    expect(poll.body).toMatchObject({ job_id: answer.body.job_id, status: 'completed', output: { type: 'image' }, credits_used: 4 });
  });

  it('scales durations and the 55 s, not the minute', async () => {
    const rig = createRig({ timeScale: 0.1, durations: { 'flux-schnell': 60_000 } });
    expect((await rig.run(FOX)).status).toBe(202);
    expect(rig.clock.now() - T0).toBe(5_500);
    expect(Number((await rig.send('GET', '/models')).headers.get('X-RateLimit-Reset'))).toBe(T0 / 1000 + 60);
  });

  it('goes asynchronous with sync: false, from pending to completed', async () => {
    const rig = createRig();
    const answer = await rig.run({ ...FOX, sync: false });
    expect(answer.status).toBe(202);
    expect(rig.clock.now()).toBe(T0);
    const status = async () => (await rig.send('GET', `/jobs/${answer.body.job_id}`)).body.status;
    expect(await status()).toBe('pending');
    await rig.clock.advance(200);
    expect(await status()).toBe('processing');
    await rig.clock.advance(1_800);
    expect(await status()).toBe('completed');
    expectError(await rig.send('GET', `/jobs/${answer.body.job_id}/result`), 404, 'JOB_NOT_FOUND');
  });

  it('cancels an unfinished job, free of charge, and no finished one', async () => {
    const rig = createRig({ keys: [{ ...PRO, credits: 1 }] });
    const { job_id: id } = (await rig.run({ ...FOX, sync: false })).body;
    expectError(await rig.run(FOX), 402, 'QUOTA_EXCEEDED');
    expect((await rig.send('DELETE', `/jobs/${id}`)).body).toEqual({ job_id: id, status: 'cancelled' });
    expectError(await rig.send('DELETE', `/jobs/${id}`), 400, 'INVALID_INPUT');
    expect((await rig.run(FOX)).body.credits_used).toBe(1);
    expectError(await rig.run(FOX), 402, 'QUOTA_EXCEEDED');
    expect(rig.sandbox.accepted().map(({ status, credits }) => [status, credits])).toEqual([
      ['cancelled', 0],
      ['completed', 1],
    ]);
  });

  it('tells a failed job in the envelope, and does not charge it', async () => {
    const answer = await createRig().run({ input: { prompt: 'a Forbidden fox' } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'failed', credits_used: 0, error: { code: 'INFERENCE_FAILED' } });
  });
});

describe('revisions A and T', () => {
  it('A runs, with the job id in request_id, metrics in seconds and full items', async () => {
    const answer = await createRig({ revision: 'A' }).run(FOX);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      request_id: expect.stringMatching(/^req_/),
      status: 'completed',
      output: { items: [{ type: 'image', url: expect.any(String), width: 1024, height: 1024, content_type: expect.stringMatching(/^image\//) }] },
      metrics: { inference_time: 1.9, queue_time: 0.1 },
      created_at: '2026-01-01T00:00:00.000Z',
      completed_at: '2026-01-01T00:00:02.000Z',
    });
  });

  it('A polls for the status and fetches the result apart', async () => {
    const rig = createRig({ revision: 'A' });
    const submitted = await rig.run({ ...FOX, async: true });
    expect(submitted.status).toBe(201);
    expect(submitted.body).toMatchObject({ status: 'pending' });
    await rig.clock.advance(3000);
    const poll = await rig.send('GET', `/jobs/${submitted.body.request_id}`);
    expect(poll.body.status).toBe('completed');
    expect(poll.body.output).toBeUndefined();
    const result = await rig.send('GET', `/jobs/${submitted.body.request_id}/result`);
    expect(result.body.output.items).toHaveLength(1);
  });

  it('A waits for slow models without a limit, cancels with 204, and answers failures with 500', async () => {
    const rig = createRig({ revision: 'A', durations: { 'flux-schnell': 100_000 } });
    expect((await rig.run(FOX)).status).toBe(200);
    const { request_id: id } = (await rig.run({ ...FOX, async: true })).body;
    expect(await rig.send('DELETE', `/jobs/${id}`)).toMatchObject({ status: 204, body: undefined });
    expectError(await rig.run({ input: { prompt: 'forbidden' } }), 500, 'INFERENCE_FAILED');
  });

  it('T puts items under result, without a type, and takes sizes as objects', async () => {
    const rig = createRig({ revision: 'T' });
    const answer = await rig.run({ input: { prompt: 'a fox', image_size: { width: 800, height: 600 } } });
    expect(answer.body).toEqual({
      request_id: expect.stringMatching(/^req_/),
      status: 'completed',
      result: { items: [{ url: expect.any(String), width: 800, height: 600, content_type: expect.any(String) }] },
      metrics: { inference_time: 1.9, queue_time: 0.1 },
    });
  });
});

describe.each([
  ['A', { id: 'request_id', body: { async: true }, submitted: 201, cancelled: 204, place: 'output', result: 200 }],
  ['B', { id: 'job_id', body: { sync: false }, submitted: 202, cancelled: 200, place: 'output', result: 404 }],
  ['T', { id: 'request_id', body: { async: true }, submitted: 201, cancelled: 204, place: 'result', result: 404 }],
] as const)('every endpoint in revision %s', (revision, expected) => {
  const pathId = revision === 'B' ? 'flux-schnell' : 'fal-ai/flux/schnell';

  it('list, model, run, poll, result', async () => {
    const rig = createRig({ revision });
    const { models } = (await rig.send('GET', '/models')).body;
    expect(models[0].id).toBe(pathId);
    expect((await rig.send('GET', `/models/${pathId}`)).body.input_schema.required).toEqual(['prompt']);
    const run = await rig.run(FOX, { model: models[0].id });
    expect([run.status, run.body.status, run.body[expected.place].items.length]).toEqual([200, 'completed', 1]);
    const poll = await rig.send('GET', `/jobs/${run.body[expected.id]}`);
    expect([poll.status, poll.body.status]).toEqual([200, 'completed']);
    if (revision !== 'A') expect(poll.body).toEqual(run.body);
    const result = await rig.send('GET', `/jobs/${run.body[expected.id]}/result`);
    expect(result.status).toBe(expected.result);
    if (revision === 'A') expect(result.body).toEqual(run.body);
  });

  it('submit without waiting, cancel, and its place is free again', async () => {
    const rig = createRig({ revision, keys: [{ label: 'free', plan: 'free', limits: { concurrentJobs: 1 } }] });
    const submitted = await rig.run({ ...FOX, ...expected.body });
    expect([submitted.status, rig.clock.now()]).toEqual([expected.submitted, T0]);
    const path = `/jobs/${submitted.body[expected.id]}`;
    expectError(await rig.run(FOX), 429, 'RATE_LIMITED');
    expect((await rig.send('DELETE', path)).status).toBe(expected.cancelled);
    expect((await rig.send('GET', path)).body.status).toBe('cancelled');
    expect((await rig.run(FOX)).status).toBe(200);
    expectError(await rig.send('DELETE', '/jobs/none'), 404, 'JOB_NOT_FOUND');
  });

  it('answers with one envelope and its code where credits are used up', async () => {
    const { run } = createRig({ revision, keys: [{ ...PRO, credits: 0 }] });
    expectError(await run(FOX), revision === 'A' ? 403 : 402, 'QUOTA_EXCEEDED');
  });
});

describe('the catalog', () => {
  it('is listed, filtered and paged', async () => {
    const { send } = createRig();
    const all = (await send('GET', '/models')).body;
    expect(all).toMatchObject({ total: 9, limit: 20, offset: 0 });
    expect(all.models[0]).toEqual({
      id: 'flux-schnell',
      name: 'FLUX Schnell',
      description: expect.any(String),
      category: 'text-to-image',
      provider: 'fal-ai',
      status: 'active',
      pricing: { credits_per_run: 1 },
    });
    expect((await send('GET', '/models?category=text-to-video')).body.total).toBe(4);
    expect((await send('GET', '/models?search=SCHNELL')).body.total).toBe(1);
    expect((await send('GET', '/models?limit=4&offset=8')).body.models).toHaveLength(1);
    expectError(await send('GET', '/models?limit=101'), 400, 'INVALID_INPUT');
  });

  it('shows one model with its schema, by slashes in the path but not by %2F', async () => {
    const { send } = createRig({ revision: 'A' });
    const shown = await send('GET', '/models/fal-ai/flux/schnell');
    expect(shown.body).toMatchObject({ id: 'fal-ai/flux/schnell', input_schema: { required: ['prompt'] } });
    expectError(await send('GET', '/models/fal-ai%2Fflux%2Fschnell'), 404, 'MODEL_NOT_FOUND');
  });

  it('knows each id in one style only, and no placeholder', async () => {
    const [a, b] = [createRig({ revision: 'A' }), createRig({ revision: 'B' })];
    expectError(await b.run(FOX, { model: 'fal-ai/flux/schnell' }), 404, 'MODEL_NOT_FOUND');
    expectError(await a.run(FOX, { model: 'flux-schnell' }), 404, 'MODEL_NOT_FOUND');
    expectError(await b.run(FOX, { model: 'sora-2-pro' }), 404, 'MODEL_NOT_FOUND');
    expect((await b.send('GET', '/models/fal-ai/ltx-video')).status).toBe(200);
  });
});

describe('refusals', () => {
  it('401 without a key or with an unknown one, and no limit headers', async () => {
    const { send } = createRig();
    expectError(await send('GET', '/models', { key: null }), 401, 'UNAUTHORIZED');
    const unknown = await send('GET', '/models', { key: 'nobody' });
    expectError(unknown, 401, 'UNAUTHORIZED');
    expect(unknown.headers.get('X-RateLimit-Limit')).toBeNull();
  });

  it('403 by permission, naming it', async () => {
    const { send, run } = createRig({ keys: [{ ...PRO, permissions: ['models:read'] }] });
    expect((await send('GET', '/models')).status).toBe(200);
    const answer = await run(FOX);
    expectError(answer, 403, 'FORBIDDEN');
    expect(answer.body.error.details).toEqual({ permission: 'models:run' });
    expectError(await send('GET', '/jobs/job_x'), 403, 'FORBIDDEN');
  });

  it('400 by field, and gives the concurrency slot back', async () => {
    const { run } = createRig({ keys: [{ label: 'free', plan: 'free' }] });
    for (const [body, field] of [
      [{ input: { image_size: 'huge' } }, 'prompt'],
      [{}, 'input'],
      [{ input: 'fox' }, 'input'],
      ['{', 'body'],
      [{ ...FOX, sync: 'no' }, 'sync'],
      [{ ...FOX, webhook_url: 'https://example.com/hook' }, 'webhook_url'],
    ] as const) {
      const answer = await run(body);
      expectError(answer, 400, 'INVALID_INPUT');
      expect(Object.keys(answer.body.error.details)).toContain(field);
    }
    expect((await run(FOX)).status).toBe(200);
  });

  it('refuses the other revision’s switch where bodies are strict', async () => {
    const b = await createRig({ strictBody: true }).run({ ...FOX, sync: true, async: false });
    expectError(b, 400, 'INVALID_INPUT');
    expect(b.body.error).toMatchObject({ message: expect.stringContaining('async'), details: { async: expect.any(String) } });
    const a = await createRig({ revision: 'A', strictBody: true }).run({ ...FOX, sync: true });
    expect(a.body.error.details).toEqual({ sync: expect.any(String) });
    expect((await createRig().run({ ...FOX, async: false })).status).toBe(200);
  });

  it('shows jobs to their own key only', async () => {
    const { run, send } = createRig({ keys: [PRO, { label: 'free', plan: 'free' }] });
    const { job_id: id } = (await run(FOX)).body;
    expectError(await send('GET', `/jobs/${id}`, { key: 'free' }), 404, 'JOB_NOT_FOUND');
  });

  it('forgets jobs and files after 24 h', async () => {
    const { run, send, clock } = createRig();
    const { job_id: id, output } = (await run(FOX)).body;
    await clock.advance(24 * 3_600_000 - 1);
    expect((await send('GET', `/jobs/${id}`)).status).toBe(200);
    expect((await send('GET', output.items[0].url)).status).toBe(200);
    await clock.advance(1);
    expectError(await send('GET', `/jobs/${id}`), 404, 'JOB_NOT_FOUND');
    expect((await send('GET', output.items[0].url)).status).toBe(404);
  });

  it('404 for what is no endpoint', async () => {
    expect((await createRig().send('GET', '/balance')).status).toBe(404);
  });
});

describe('what it remembers', () => {
  it('tells every accepted run, and what was asked for', async () => {
    const rig = createRig();
    await rig.run({ input: { prompt: 'a fox', num_images: 2 } });
    const [run] = rig.sandbox.accepted();
    expect(run).toMatchObject({
      key: 'pro',
      model: 'flux-schnell',
      mode: 'sync',
      status: 'completed',
      credits: 2,
      acceptedAtMs: T0,
      endedAtMs: rig.clock.now(),
    });
    expect(run?.canonicalInput).toBe('{"num_images":2,"prompt":"a fox"}');
    expect(run?.outputs.map(({ sha256 }) => sha256)).toEqual([null, null]);
    await rig.send('GET', run?.outputs[0]?.url ?? '');
    expect(rig.sandbox.accepted()[0]?.outputs.map(({ sha256, bytes }) => [sha256?.length, bytes])).toEqual([
      [64, 40],
      [undefined, null],
    ]);
  });

  it('answers under /sandbox, without a key', async () => {
    const rig = createRig();
    await rig.run(FOX);
    await rig.run({ input: { prompt: 'an owl', num_images: 1 } });
    const ask = (path: string) => rig.send('GET', `http://sandbox.test/sandbox/${path}`, { key: null });
    expect((await ask('accepted')).body).toMatchObject({ total: 2, distinctInputs: 2, byStatus: { completed: 2 }, byKey: { pro: 2 } });
    expect((await ask('accepted?input=a%20fox')).body.total).toBe(1);
    expect((await ask(`accepted?input=${encodeURIComponent('{ "num_images": 1, "prompt": "an owl" }')}`)).body.total).toBe(1);
    expect((await ask('accepted?model=flux-dev')).body.total).toBe(0);
    expect((await ask('state')).body).toMatchObject({ revision: 'B', window: 'fixed', keys: [{ label: 'pro', running: 0, requestsToday: 2 }] });
  });

  it('is the same again from the same seed, but for ids', async () => {
    const durations = {};
    const once = async () => (await createRig({ durations, seed: 7 }).run(FOX)).body.duration_ms;
    expect(await once()).toBe(await once());
    expect(createRig({ seed: 7 }).sandbox.keys).toEqual(createRig({ seed: 7 }).sandbox.keys);
    expect(createRig({ seed: 7 }).sandbox.keys).not.toEqual(createRig({ seed: 8 }).sandbox.keys);
  });

  it('leaves no timer behind', async () => {
    const rig = createRig();
    await rig.run(FOX);
    expect(rig.clock.pending).toBe(0);
    await rig.run({ ...FOX, sync: false });
    const waiting = rig.start('POST', '/models/flux-schnell/run', { body: FOX }).catch((error: unknown) => error);
    await rig.clock.advance(1);
    rig.sandbox.close();
    expect(await waiting).toBeInstanceOf(TypeError);
    expect(rig.clock.pending).toBe(0);
  });
});

describe('a caller that goes away', () => {
  it('gets the signal’s reason, and the job goes on', async () => {
    const rig: Rig = createRig();
    const stop = new AbortController();
    const asked = rig.start('POST', '/models/flux-schnell/run', { body: FOX, signal: stop.signal }).catch((error: unknown) => error);
    await rig.clock.advance(500);
    stop.abort(new Error('enough'));
    expect(await asked).toMatchObject({ message: 'enough' });
    await rig.clock.advance(1_500);
    expect(rig.sandbox.accepted()[0]?.status).toBe('completed');
  });
});
