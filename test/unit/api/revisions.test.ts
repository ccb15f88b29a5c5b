/** Section 10 of abstrakt-api.md, rule by rule. Rules 11 and 18's SDK names concern no client; 13 and 14 are in limit-headers.test.ts. */
import { describe, expect, it } from 'vitest';
import type { JobReport } from '../../../electron/engine/api/exchange.ts';
import { readJobReport } from '../../../electron/engine/api/job-report.ts';
import { nextOffset, readModelPage } from '../../../electron/engine/api/remote-models.ts';
import { as, bench, benchWith, never, RUN, SECRET } from './client-fixture.ts';
import { apiError, json } from './fake-api.ts';

const URL_A = 'https://cdn.example.test/outputs/a.png';
const A = {
  request_id: 'req_1',
  status: 'completed',
  output: { items: [{ type: 'image', url: URL_A, width: 1024, height: 768, content_type: 'image/png' }] },
  metrics: { inference_time: 1.25, queue_time: 0.2 },
  created_at: '2026-01-11T10:00:00Z',
  completed_at: '2026-01-11T10:00:02Z',
};
const B = {
  job_id: 'job_1',
  request_id: 'fal_req_1',
  status: 'completed',
  model_id: 'flux-schnell',
  output: { type: 'image', items: [{ type: 'image', url: URL_A }] },
  duration_ms: 1250,
  credits_used: 1,
};
const T = {
  request_id: 'req_t',
  status: 'completed',
  result: { items: [{ url: URL_A, content_type: 'image/png', width: 1024, height: 1024 }] },
  metrics: { inference_time: 0.5 },
};

function report(body: unknown): JobReport {
  const read = readJobReport(body);
  if (!read) throw new Error('unreadable');
  return read;
}

async function ran(body: unknown, status = 200): Promise<JobReport> {
  return as(await bench(json(body, status)).client.run(RUN, never), 'ok').value;
}

describe('rule 1: the job id', () => {
  it('rule 1: is request_id in A and T, job_id in B, where request_id is kept apart', async () => {
    expect(await ran(A)).toMatchObject({ remoteId: 'req_1', upstreamId: null });
    expect(await ran(T)).toMatchObject({ remoteId: 'req_t', upstreamId: null });
    expect(await ran(B)).toMatchObject({ remoteId: 'job_1', upstreamId: 'fal_req_1' });
  });
  it('rule 1: falls back to id, and takes numbers', () => {
    expect(report({ id: 'x1', status: 'pending' }).remoteId).toBe('x1');
    expect(report({ request_id: 77, status: 'pending' }).remoteId).toBe('77');
  });
  it('rule 1: an id beside a status of the wrong type is not believed: nobody knows what was taken', async () => {
    const mistyped = { job_id: 7, request_id: 7, status: 7, output: 'seven' };
    expect(readJobReport(mistyped)).toBeNull();
    expect((await bench(json(mistyped)).client.run(RUN, never)).kind).toBe('unclear');
    expect(report({ ...mistyped, output: B.output }).outputs).toHaveLength(1);
  });
  it('rule 1: an id that no path can carry is none', () => {
    expect(report({ job_id: '..', request_id: 'r', status: 'pending' })).toMatchObject({ remoteId: 'r', upstreamId: null });
  });
});

describe('rule 2: the async switch', () => {
  const asynchronous = { ...RUN, mode: 'async' } as const;

  it('rule 2: async mode sends both fields, waiting mode none', async () => {
    const { api, client } = bench(json(B, 202));
    await client.run(asynchronous, never);
    expect(api.last.body).toEqual({ input: { prompt: 'a fox' }, async: true, sync: false });
    await client.run(RUN, never);
    expect(api.last.body).toEqual({ input: { prompt: 'a fox' } });
  });
  it.each([
    ['sync', { details: { sync: 'is not a known field' } }, { async: true }],
    ['async', { details: { async: 'is not a known field' } }, { sync: false }],
    ['sync', { details: { errors: [{ path: '/sync', message: 'unknown' }] } }, { async: true }],
    ['async', { details: { field: 'async' } }, { sync: false }],
    ['sync', { details: { errors: { sync: 'unknown' } } }, { async: true }],
    ['sync', { details: { unknown_fields: ['sync'] } }, { async: true }],
    ['sync', { message: 'Unknown field: sync' }, { async: true }],
    ['async', { message: 'Unrecognized key "async" (use sync)' }, { sync: false }],
  ])('rule 2: drops %s when a 400 names it: %j', async (_field, complaint, next) => {
    const { api, client } = bench(apiError(400, 'INVALID_INPUT', complaint), json(B, 202));
    expect(await client.run(asynchronous, never)).toMatchObject({ kind: 'refused', refusal: 'dialect' });
    expect(await client.run(asynchronous, never)).toMatchObject({ kind: 'ok' });
    expect(api.last.body).toEqual({ input: { prompt: 'a fox' }, ...next });
    expect(api.asked).toHaveLength(2);
  });
  it('rule 2: one dialect for all in flight, and none once both fields were refused', async () => {
    const no = (field: string) => apiError(400, 'INVALID_INPUT', { details: { [field]: 'unknown' } });
    const { api, client, dialect } = bench(no('sync'), no('sync'), no('async'), json(B, 202));
    await Promise.all([client.run(asynchronous, never), client.run(asynchronous, never)]);
    expect(dialect.get().asyncField).toBe('async');
    expect(await client.run(asynchronous, never)).toMatchObject({ refusal: 'dialect' });
    expect(dialect.get().asyncField).toBe('none');
    expect(await client.run(asynchronous, never)).toMatchObject({ kind: 'ok' });
    expect(api.last.body).toEqual({ input: { prompt: 'a fox' } });
  });
  it.each([{ details: { prompt: 'too long for lip sync' }, message: 'prompt too long: lip sync' }, { message: 'prompt must be synchronous or async-like' }])(
    'rule 2: a complaint about something else stays invalid: %j',
    async (complaint) => {
      const { client, dialect } = bench(apiError(400, 'INVALID_INPUT', complaint));
      expect(await client.run(asynchronous, never)).toMatchObject({ refusal: 'invalid' });
      expect(dialect.get().asyncField).toBe('both');
    },
  );
  it('rule 2: in waiting mode nothing can be dropped', async () => {
    const { client } = bench(apiError(400, 'INVALID_INPUT', { details: { sync: 'unknown' } }));
    expect(await client.run(RUN, never)).toMatchObject({ refusal: 'invalid' });
  });
});

describe('rule 3: a slow run', () => {
  it('rule 3: waits longer than a minute, and gives up after two', async () => {
    const { client, clock } = bench('hang');
    let ended: unknown = null;
    const run = client.run(RUN, never).then((exchange) => (ended = exchange));
    await clock.advance(119_000);
    expect(ended).toBeNull();
    await clock.advance(1_000);
    expect(await run).toMatchObject({ kind: 'unclear', error: { code: 'ANSWER_LATE' } });
    expect(clock.pending).toBe(0);
  });
  it.each([200, 201, 202])('rule 3: status %i goes by the body', async (status) => {
    expect((await ran(A, status)).status).toBe('completed');
    expect((await ran({ job_id: 'j', status: 'processing' }, status)).status).toBe('processing');
  });
});

describe('rule 4: the result', () => {
  it('rule 4: lies under output (A, B) or result (T)', () => {
    expect(report(A).outputs).toEqual([{ url: URL_A, kind: 'image', mime: 'image/png', width: 1024, height: 768 }]);
    expect(report(B).outputs).toEqual([{ url: URL_A, kind: 'image', mime: null, width: null, height: null }]);
    expect(report(T).outputs).toEqual([{ url: URL_A, kind: 'image', mime: 'image/png', width: 1024, height: 1024 }]);
  });
  it.each([
    [{ type: 'video', url: 'https://c.test/x.png' }, 'image', 'video'],
    [{ url: 'https://c.test/x', content_type: 'audio/mpeg' }, undefined, 'audio'],
    [{ url: 'https://c.test/x', content_type: 'audio/mpeg' }, 'video', 'video'],
    [{ url: 'https://c.test/x.WEBM?sig=1' }, undefined, 'video'],
    [{ type: 'hologram', url: 'https://c.test/x.png' }, undefined, 'image'],
    [{ url: 'https://c.test/x.bin' }, undefined, 'other'],
    [{ url: 'https://c.test/x.constructor' }, undefined, 'other'],
  ])('rule 4: kind of %j in a box of %s is %s', (item, type, kind) => {
    expect(report({ id: 'j', status: 'completed', output: { type, items: [item] } }).outputs[0]?.kind).toBe(kind);
  });
  it('rule 4: items that cannot be read spoil no other', () => {
    const items = [null, 5, {}, { url: 7 }, { url: 'no address' }, { url: URL_A, width: 'wide', height: -1 }];
    expect(report({ id: 'j', output: { items } }).outputs).toEqual([{ url: URL_A, kind: 'image', mime: null, width: null, height: null }]);
  });
  it('rule 4: takes bare lists, single items and addresses', () => {
    for (const output of [[{ url: URL_A }], { url: URL_A }, URL_A, [URL_A]]) expect(report({ id: 'j', output }).outputs).toHaveLength(1);
  });
});

describe('rule 5: fetching a result', () => {
  it('rule 5: job and result ask their own paths', async () => {
    const { api, client } = bench(json(A));
    await client.job(SECRET, 'req_1', never);
    await client.result(SECRET, 'req_1', never);
    expect(api.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/jobs/req_1', 'GET /v1/jobs/req_1/result']);
  });
  it('rule 5: a bare output counts as a result, and a 404 tells itself apart', async () => {
    const { client } = bench(json(A.output), json([{ url: URL_A }]), apiError(404, 'JOB_NOT_FOUND'));
    expect(as(await client.result(SECRET, 'r', never), 'ok').value).toMatchObject({ status: 'completed', outputs: [{ url: URL_A }] });
    expect(as(await client.result(SECRET, 'r', never), 'ok').value).toMatchObject({ status: 'completed', outputs: [{ url: URL_A }] });
    expect(await client.result(SECRET, 'r', never)).toMatchObject({ kind: 'refused', refusal: 'not-found', status: 404 });
  });
});

describe('rule 6: words for a status', () => {
  it.each([
    ['pending', 'pending'],
    ['processing', 'processing'],
    ['completed', 'completed'],
    ['succeeded', 'completed'],
    ['Succeeded', 'completed'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
    ['canceled', 'cancelled'],
    ['warming_up', 'processing'],
    ['constructor', 'processing'],
  ])('rule 6: %s is %s, shown as it was said', (word, status) => {
    expect(report({ id: 'j', status: word })).toMatchObject({ status, word });
  });
  it('rule 6: without a word, outputs or an error tell', () => {
    expect(report({ id: 'j', output: { items: [{ url: URL_A }] } }).status).toBe('completed');
    expect(report({ id: 'j', error: { code: 'X', message: 'm' } }).status).toBe('failed');
    expect(report({ id: 'j' })).toMatchObject({ status: 'processing', word: '' });
  });
});

describe('rule 7: model ids', () => {
  it('rule 7: go into the path unchanged, each segment encoded on its own', async () => {
    const { api, client } = bench(json(A));
    await client.run(RUN, never);
    expect(api.last.path).toBe('/v1/models/fal-ai/flux/schnell/run');
    await client.run({ ...RUN, model: 'a b/ü?#%' }, never);
    expect(api.last.path).toBe('/v1/models/a%20b/%C3%BC%3F%23%25/run');
    await client.model(SECRET, 'veo-3.1', never);
    expect(api.last.path).toBe('/v1/models/veo-3.1');
  });
  it.each(['../jobs', 'a/../b', './x', 'a//b', '', '\ud800'])('rule 7: %j names nothing a path can carry: nothing is sent', async (model) => {
    const { api, client } = bench(json(A));
    expect(await client.run({ ...RUN, model }, never)).toMatchObject({ kind: 'not-sent', error: { code: 'UNSENDABLE' } });
    expect(api.asked).toHaveLength(0);
  });
  it('rule 7: on MODEL_NOT_FOUND the alias is tried once and kept', async () => {
    const aliases = { 'fal-ai/flux/schnell': ['flux-schnell'] };
    const { api, client, dialect } = benchWith({ aliases }, apiError(404, 'MODEL_NOT_FOUND'), json(B));
    expect(await client.run(RUN, never)).toMatchObject({ kind: 'refused', refusal: 'dialect' });
    expect(await client.run(RUN, never)).toMatchObject({ kind: 'ok' });
    expect(api.last.path).toBe('/v1/models/flux-schnell/run');
    expect(dialect.get().aliases).toEqual({ 'fal-ai/flux/schnell': 'flux-schnell' });
  });
  it('rule 7: an alias that is unknown too ends it, for this job and the next', async () => {
    const aliases = { 'fal-ai/flux/schnell': ['flux-schnell'] };
    const { client, dialect } = benchWith({ aliases }, apiError(404, 'MODEL_NOT_FOUND'));
    const refusals = [];
    for (let tries = 0; tries < 3; tries++) refusals.push(as(await client.run(RUN, never), 'refused').refusal);
    expect(refusals).toEqual(['dialect', 'not-found', 'not-found']);
    expect(dialect.get().aliases).toEqual({});
  });
  it('rule 7: an alias from an earlier session that went out of use leads back to the own id', async () => {
    const { api, client } = benchWith(
      { dialect: { asyncField: 'both', aliases: { 'fal-ai/flux/schnell': 'flux-schnell' }, outputsAt: 'job', refusedReceivers: [] } },
      apiError(404, 'MODEL_NOT_FOUND'),
      json(A),
    );
    expect(await client.run(RUN, never)).toMatchObject({ refusal: 'dialect' });
    expect(await client.run(RUN, never)).toMatchObject({ kind: 'ok' });
    expect(api.last.path).toBe('/v1/models/fal-ai/flux/schnell/run');
  });
  it('rule 7: runs in flight under the old id are sent again too', async () => {
    const aliases = { 'fal-ai/flux/schnell': ['flux-schnell'] };
    const { client } = benchWith({ aliases }, apiError(404, 'MODEL_NOT_FOUND'), apiError(404, 'MODEL_NOT_FOUND'), json(B));
    const both = await Promise.all([client.run(RUN, never), client.run(RUN, never)]);
    expect(both.map((exchange) => as(exchange, 'refused').refusal)).toEqual(['dialect', 'dialect']);
  });
  it('rule 7: a plain 404 is no MODEL_NOT_FOUND', async () => {
    const { client } = benchWith({ aliases: { 'fal-ai/flux/schnell': ['flux-schnell'] } }, new Response('nginx', { status: 404 }));
    expect(await client.run(RUN, never)).toMatchObject({ kind: 'refused', refusal: 'not-found' });
  });
});

it('rule 8: times are milliseconds, from seconds in A and T and from milliseconds in B', () => {
  expect(report(A).tookMs).toBe(1450);
  expect(report(B).tookMs).toBe(1250);
  expect(report(T).tookMs).toBe(500);
  expect(report({ id: 'j', metrics: { inference_time: 'fast' } }).tookMs).toBeNull();
});

it('rule 9: credits are a fact in B, unknown elsewhere', () => {
  expect(report(B).credits).toBe(1);
  expect(report(A).credits).toBeNull();
  expect(report({ ...B, credits_used: 0 }).credits).toBe(0);
  expect(report({ ...B, credits_used: -3 }).credits).toBeNull();
});

it('rule 10: webhook bodies read like answers, in an envelope or flat', () => {
  expect(report({ event: 'job.completed', timestamp: 'x', data: A })).toMatchObject({ remoteId: 'req_1', status: 'completed', tookMs: 1450 });
  const flat = { job_id: 'job_1', status: 'failed', error: { code: 'PROVIDER_FAILURE', message: 'upstream' }, credits_used: 0 };
  expect(report(flat)).toMatchObject({ remoteId: 'job_1', status: 'failed', error: { code: 'PROVIDER_FAILURE', message: 'upstream' } });
  expect(report({ ...B, status: 'succeeded' }).status).toBe('completed');
});

it('rule 15: an unknown code is a generic failure with its message', async () => {
  const { client } = bench(apiError(418, 'TEAPOT', { message: 'short and stout', details: { handle: true } }));
  expect(await client.run(RUN, never)).toMatchObject({
    kind: 'refused',
    refusal: 'failed',
    error: { code: 'TEAPOT', message: 'short and stout', status: 418, details: { handle: true } },
  });
});

it('rule 16: a finished answer to an asynchronous run is taken, and a 202 to a waiting one', async () => {
  const { client } = bench(json(A, 200), json({ job_id: 'j', status: 'processing' }, 202));
  expect(as(await client.run({ ...RUN, mode: 'async' }, never), 'ok').value.status).toBe('completed');
  expect(as(await client.run(RUN, never), 'ok').value.status).toBe('processing');
});

describe('rule 17: the list of models', () => {
  it('rule 17: is read page by page until the total, or an empty page', async () => {
    expect(nextOffset(0, 100, 145)).toBe(100);
    expect(nextOffset(100, 45, 145)).toBeNull();
    expect(nextOffset(0, 20, null)).toBe(20);
    expect(nextOffset(20, 0, null)).toBeNull();
    expect(nextOffset(20, 0, 145)).toBeNull();
    expect(nextOffset(9_950, 100, null)).toBeNull();
    const { api, client } = bench(json({ models: [], total: 45, limit: 100, offset: 100 }));
    expect(as(await client.models(SECRET, { limit: 100, offset: 100 }, never), 'ok').value).toEqual({ models: [], total: 45 });
    expect(api.last.path).toBe('/v1/models?limit=100&offset=100');
  });
  it('rule 17: entries that cannot be read are left out', () => {
    const entry = { id: 'm', name: 'M', description: '', category: 'x', provider: 'p', status: 'active', pricing: { credits_per_run: 2 } };
    const page = readModelPage({ models: [entry, { name: 'no id' }, 4, { id: 'n', status: 'retired', pricing: 'free' }], total: 'many' });
    expect(page).toEqual({
      total: null,
      models: [
        { id: 'm', name: 'M', description: null, category: 'x', provider: 'p', active: true, creditsPerRun: 2, inputSchema: null },
        { id: 'n', name: 'n', description: null, category: null, provider: null, active: false, creditsPerRun: null, inputSchema: null },
      ],
    });
  });
  it('rule 17: one model has its schema', async () => {
    const schema = { type: 'object', properties: { prompt: { type: 'string' } } };
    const { client } = bench(json({ id: 'm', name: 'M', input_schema: schema }));
    expect(as(await client.model(SECRET, 'm', never), 'ok').value.inputSchema).toEqual(schema);
  });
});

it('rule 18: the input is always wrapped', async () => {
  const { api, client } = bench(json(A));
  await client.run({ ...RUN, input: { prompt: 'x', async: 'mine' } }, never);
  expect(api.last.body).toEqual({ input: { prompt: 'x', async: 'mine' } });
});
